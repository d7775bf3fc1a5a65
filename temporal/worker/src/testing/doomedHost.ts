import { z } from 'zod';
import { callPoints } from '../calls/CallPoint.ts';
import { deliverPoints } from '../deliver/DeliverPoint.ts';
import { dispatchPoints } from '../dispatch/DispatchPoint.ts';
import { movePoints } from '../moves/MovePoint.ts';
import { stopPoints } from '../stops/StopPoint.ts';
import { startTestHost } from './startTestHost.ts';

const Request = z.object({
  databaseUrl: z.string(),
  temporalAddress: z.string(),
  taskQueue: z.string(),
  workflowBundle: z.string(),
  providerUrl: z.string(),
  /** Ends this process, without a word, at this point of the dispatcher or of the delivery of answers … */
  killAtPoint: z.enum([...dispatchPoints, ...deliverPoints, ...callPoints, ...movePoints, ...stopPoints]).optional(),
  /** … or when so many calls stand right before, or right after, reaching the provider. */
  killAtCalls: z.object({ moment: z.enum(['before', 'after']), calls: z.number(), text: z.string().optional() }).optional(),
});
/** What the test says of it; where the workflows' bundle is, is told beside. */
export type DoomedHost = Omit<z.infer<typeof Request>, 'workflowBundle'>;

// A worker that is to be killed needs a process of its own.
const { killAtPoint, killAtCalls, providerUrl, ...servers } = Request.parse(JSON.parse(process.argv[2] ?? '{}'));
await startTestHost({
  ...servers,
  probe: { providerUrl, ...(killAtCalls ? { killAt: killAtCalls } : {}) },
  onPoint(point) {
    if (point === killAtPoint) process.kill(process.pid, 'SIGKILL');
  },
});
process.stdout.write('up\n');
