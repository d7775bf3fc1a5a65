import { z } from 'zod';
import type { EmulatorKey } from './SandboxServerStore.ts';

/**
 * A mishap to play at the next `times` matching calls: a plain `status`, or a `kind`: `hang` never answers, `reset` cuts the
 * connection, `accept_then_*` do the work and then fail, which is what a crash after the commit looks like from outside.
 */
export const Fault = z
  .object({
    /** Start of the path inside the emulator; all calls when left out. */
    path: z.string().optional(),
    status: z.int().min(400).max(599).optional(),
    kind: z.enum(['hang', 'reset', 'accept_then_500', 'accept_then_hang']).optional(),
    times: z.int().min(1).default(1),
    /** Seconds, sent as `Retry-After`. */
    retryAfter: z.number().min(0).optional(),
  })
  .refine((fault) => (fault.status === undefined) !== (fault.kind === undefined), 'Give either a status or a kind');
export type Fault = z.infer<typeof Fault>;

export interface Faults {
  add(emulator: EmulatorKey, fault: z.input<typeof Fault>): void;
  clear(emulator: EmulatorKey): void;
  /** The fault that this call must meet, counted as met. */
  take(emulator: EmulatorKey, path: string): Fault | undefined;
}

/** Faults wait in order of entry; the first that matches is met. */
export function createFaults(): Faults {
  const waiting = new Map<string, { fault: Fault; left: number }[]>();
  const nameOf = ({ workspaceId, packageId }: EmulatorKey) => `${packageId}/${workspaceId}`;
  return {
    add(emulator, input) {
      const fault = Fault.parse(input);
      waiting.set(nameOf(emulator), [...(waiting.get(nameOf(emulator)) ?? []), { fault, left: fault.times }]);
    },
    clear(emulator) {
      waiting.delete(nameOf(emulator));
    },
    take(emulator, path) {
      const entry = waiting.get(nameOf(emulator))?.find(({ fault, left }) => left > 0 && path.startsWith(fault.path ?? ''));
      if (entry === undefined) return undefined;
      entry.left -= 1;
      return entry.fault;
    },
  };
}
