import type { Text } from '@noi/events';
import { dayIn } from '../entry/dayIn.ts';
import type { EntryRefusal } from '../entry/decideEntry.ts';
import type { RunOutcome } from '../run/RunPorts.ts';
import { maskAddress } from '../send/maskAddress.ts';
import type { HeldMessage, SimulatedMessage } from '../simulate/Simulation.ts';
import type { BacktestDay, BacktestMessage, BacktestReport, HeldCount } from './BacktestReport.ts';

const mostShown = 50;
const dayMs = 86_400_000;
/** No timezone changes its day within such a part of an hour. */
const partMs = 900_000;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Counts what happens, as it happens, so that nothing of the single runs is kept. */
export class Tally {
  private readonly days = new Map<string, { runs: number; messages: Record<string, number>; costVnd: number; held: number }>();
  private readonly runs: Writable<BacktestReport['runs']> = { started: 0, queued: 0, done: 0, stopped: 0, goal: 0, failed: 0, open: 0 };
  private readonly refusals = new Map<EntryRefusal, number>();
  private readonly channels = new Map<string, { messages: number; costVnd: number }>();
  private readonly steps = new Map<string, { messages: number; costVnd: number }>();
  private readonly people = new Map<string, number>();
  private readonly held = new Map<string, Writable<HeldCount>>();
  private readonly failures = new Map<string, { stepId: string; text: Text; count: number }>();
  private readonly sample: BacktestMessage[] = [];
  private readonly dayOfPart = new Map<number, string>();
  private readonly timezone: string;
  events = 0;
  gathered = 0;
  private unpriced = 0;

  constructor({ timezone, from, to }: { timezone: string; from: number; to: number }) {
    this.timezone = timezone;
    for (let at = from; at < to; at += dayMs) this.day(at);
    this.day(to);
  }

  started(at: number): void {
    this.runs.started += 1;
    this.runs.open += 1;
    this.day(at).runs += 1;
  }

  ended(outcome: RunOutcome): void {
    this.runs.open -= 1;
    this.runs[outcome.state] += 1;
    if (outcome.state === 'stopped' && outcome.by === 'goal') this.runs.goal += 1;
    if (outcome.state !== 'failed') return;
    const { stepId, error } = outcome;
    const key = `${stepId} ${error.text.vi}`;
    this.failures.set(key, { stepId, text: error.text, count: (this.failures.get(key)?.count ?? 0) + 1 });
  }

  refused(reason: EntryRefusal): void {
    this.refusals.set(reason, (this.refusals.get(reason) ?? 0) + 1);
  }

  sent({ at, stepId, channel, recipient = '', preview, priceVnd }: SimulatedMessage): void {
    const day = this.day(Date.parse(at));
    day.messages[channel] = (day.messages[channel] ?? 0) + 1;
    day.costVnd += priceVnd ?? 0;
    if (priceVnd === undefined) this.unpriced += 1;
    add(this.channels, channel, priceVnd);
    add(this.steps, stepId, priceVnd);
    this.people.set(`${channel} ${recipient}`, (this.people.get(`${channel} ${recipient}`) ?? 0) + 1);
    if (this.sample.length >= mostShown) return;
    const facts = { ...(preview === undefined ? {} : { preview }), ...(priceVnd === undefined ? {} : { priceVnd }) };
    this.sample.push({ at, stepId, channel, recipient: maskAddress(channel, recipient), ...facts });
  }

  heldBack({ at, stepId, outcome, cause, reason }: HeldMessage): void {
    this.day(Date.parse(at)).held += 1;
    const key = `${stepId} ${outcome} ${cause ?? reason.vi}`;
    const known = this.held.get(key);
    if (known) known.count += 1;
    else this.held.set(key, { stepId, outcome, ...(cause === undefined ? {} : { cause }), reason, count: 1 });
  }

  report(queued: number): BacktestReport {
    const messages = [...this.channels.values()].reduce((sum, channel) => sum + channel.messages, 0);
    const mostFirst = <T extends { readonly count: number }>(rows: Iterable<T>): T[] => [...rows].sort((one, other) => other.count - one.count);
    return {
      events: this.events,
      runs: { ...this.runs, queued },
      refusals: mostFirst([...this.refusals].map(([reason, count]) => ({ reason, count }))),
      gathered: this.gathered,
      messages,
      costVnd: [...this.channels.values()].reduce((sum, { costVnd }) => sum + costVnd, 0),
      unpriced: this.unpriced,
      channels: [...this.channels].map(([channel, counts]) => ({ channel, ...counts })),
      steps: [...this.steps].map(([stepId, counts]) => ({ stepId, ...counts })),
      people: { count: this.people.size, most: Math.max(0, ...this.people.values()) },
      days: [...this.days].map(([day, counts]): BacktestDay => ({ day, ...counts })).sort((one, other) => (one.day < other.day ? -1 : 1)),
      held: mostFirst(this.held.values()),
      failures: mostFirst(this.failures.values()),
      sample: this.sample,
    };
  }

  private day(at: number) {
    const part = Math.floor(at / partMs);
    const name = this.dayOfPart.get(part) ?? dayIn(this.timezone, at);
    this.dayOfPart.set(part, name);
    const known = this.days.get(name) ?? { runs: 0, messages: {}, costVnd: 0, held: 0 };
    this.days.set(name, known);
    return known;
  }
}

function add(counts: Map<string, { messages: number; costVnd: number }>, key: string, priceVnd = 0): void {
  const { messages, costVnd } = counts.get(key) ?? { messages: 0, costVnd: 0 };
  counts.set(key, { messages: messages + 1, costVnd: costVnd + priceVnd });
}
