import { parseArgs } from 'node:util';

/** How much is measured. */
export interface Sizes {
  /** Of each measure of runs a second, twice. */
  readonly runs: number;
  /** Runs that go alone, for latency. */
  readonly alone: number;
  readonly asleep: number;
  readonly timers: number;
  /** Runs whose neighbours make trouble; 0 leaves that out. */
  readonly neighbours: number;
  readonly unmatched: number;
  /** For how many minutes memory is watched under load. */
  readonly soak: number;
}

export interface Asked {
  readonly sizes: Sizes;
  /** Whether the measure of this name is to be taken. */
  isAsked(name: string): boolean;
}

const whole: Sizes = { runs: 1_500, alone: 100, asleep: 100_000, timers: 10_000, neighbours: 200, unmatched: 10_000, soak: 0 };
const short: Sizes = { runs: 60, alone: 8, asleep: 200, timers: 100, neighbours: 0, unmatched: 1_000, soak: 0 };

/**
 * `--short` for a quick look within a minute; `--runs=`, `--alone=`, `--asleep=`, `--timers=`, `--neighbours=`, `--unmatched=` and `--soak=` set one size,
 * and `--only=` names a measure to be taken alone, or several times several.
 */
export function readArguments(args: string[]): Asked {
  const size = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: {
      ...{ short: { type: 'boolean' }, only: { type: 'string', multiple: true } },
      ...{ runs: size, alone: size, asleep: size, timers: size, neighbours: size, unmatched: size, soak: size },
    },
  });
  const { short: isShort, only, ...set } = values;
  const chosen = Object.entries(set).map(([name, value]) => [name, positive(name, String(value))] as const);
  return { sizes: { ...(isShort ? short : whole), ...Object.fromEntries(chosen) }, isAsked: (name) => only === undefined || only.includes(name) };
}

function positive(name: string, value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} takes a whole number above 0, not “${value}”`);
  return number;
}
