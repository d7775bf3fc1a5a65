import type { BacktestRow } from '@noi/db';
import { sendCauses } from '@noi/flow';
import { z } from 'zod';
import { IsoTime, iso, isoOrNull, Text } from '../trpc/wire.ts';

const counts = { messages: z.number(), costVnd: z.number() };

/** What a flow would have done with the shop's recorded events. */
const BacktestReport = z.object({
  events: z.number(),
  runs: z.object({
    ...{ started: z.number(), queued: z.number(), done: z.number(), stopped: z.number() },
    ...{ goal: z.number(), failed: z.number(), open: z.number() },
  }),
  refusals: z.array(z.object({ reason: z.enum(['repeat', 'once', 'too_soon', 'busy', 'changed']), count: z.number() })),
  gathered: z.number(),
  ...counts,
  unpriced: z.number(),
  channels: z.array(z.object({ channel: z.string(), ...counts })),
  steps: z.array(z.object({ stepId: z.string(), ...counts })),
  people: z.object({ count: z.number(), most: z.number() }),
  days: z.array(z.object({ day: z.string(), runs: z.number(), messages: z.record(z.string(), z.number()), costVnd: z.number(), held: z.number() })),
  held: z.array(
    z.object({ stepId: z.string(), outcome: z.enum(['delay', 'skip', 'refuse']), cause: z.enum(sendCauses).optional(), reason: Text, count: z.number() }),
  ),
  failures: z.array(z.object({ stepId: z.string(), text: Text, count: z.number() })),
  sample: z.array(
    z.object({
      ...{ at: IsoTime, stepId: z.string(), channel: z.string(), recipient: z.string() },
      ...{ preview: z.string().optional(), priceVnd: z.number().optional() },
    }),
  ),
});

/** A draft that is walked through the past, with the live version beside it. Recipients are masked. */
export const BacktestView = z.object({
  id: z.string(),
  flowId: z.string(),
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  /** Of the draft. */
  revision: z.number(),
  from: IsoTime,
  to: IsoTime,
  eventsDone: z.number(),
  /** Null before it runs. */
  eventsTotal: z.number().nullable(),
  /** There were more events than are looked at; the latest were left out. */
  isCut: z.boolean(),
  liveVersion: z.number().nullable(),
  report: BacktestReport.nullable(),
  liveReport: BacktestReport.nullable(),
  createdAt: IsoTime,
  endedAt: IsoTime.nullable(),
});

export function backtestView({ workspaceId: _shop, fromAt, toAt, createdAt, endedAt, report, liveReport, ...row }: BacktestRow): z.input<typeof BacktestView> {
  const plain = (one: BacktestRow['report']) => one as z.input<typeof BacktestReport> | null;
  return {
    ...row,
    ...{ from: iso(fromAt), to: iso(toAt), createdAt: iso(createdAt), endedAt: isoOrNull(endedAt) },
    ...{ report: plain(report), liveReport: plain(liveReport) },
  };
}
