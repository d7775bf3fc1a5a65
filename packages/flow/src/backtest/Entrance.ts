import { decideEntry, type EntryRefusal, type EntryStanding } from '../entry/decideEntry.ts';
import type { EntryRules } from '../entry/EntryRules.ts';
import { type EntryKeys, entryKeys } from '../entry/entryKeys.ts';
import type { Gather } from '../graph/FlowGraph.ts';
import { spanMs } from '../graph/spanMs.ts';
import type { RunData } from '../run/RunPorts.ts';
import type { VirtualClock } from '../simulate/createClock.ts';
import type { RecordedEvent } from './BacktestReport.ts';

type Trigger = RunData['trigger'];

/** A run that has a place: it runs, or it waits for its turn. */
export interface Turn {
  readonly eventId: string;
  readonly trigger: Trigger;
  readonly person?: string;
  readonly lane?: string;
  state: 'queued' | 'running';
  isStopping: boolean;
}

export interface EntranceOptions {
  readonly rules: EntryRules;
  readonly clock: VirtualClock;
  start(turn: Turn): void;
  /** A newer run takes its place. */
  stop(turn: Turn): void;
  onRefused(reason: EntryRefusal): void;
  onGathered(events: number): void;
}

interface Gathering {
  readonly items: RecordedEvent[];
  isOpen: boolean;
  /** Grows with each event of a burst: only the last one's time counts. */
  round: number;
}

/** Lets recorded events in by the flow's rules of entry, as the dispatcher does with new ones. It knows nobody from before the time that is looked at. */
export class Entrance {
  private readonly options: EntranceOptions;
  private readonly repeats = new Set<string>();
  private readonly marks = new Map<string, number>();
  private readonly turns = new Map<string, Set<Turn>>();
  private readonly lanes = new Map<string, { running: number; queued: number }>();
  private readonly gatherings = new Map<string, Gathering>();
  private queue: Turn[] = [];

  constructor(options: EntranceOptions) {
    this.options = options;
  }

  /** Runs that wait for their turn. */
  get queued(): number {
    return this.queue.length;
  }

  take(event: RecordedEvent): void {
    const { rules, clock, onRefused } = this.options;
    const { gather } = rules;
    const keys = entryKeys({ rules, eventId: event.id, payload: event.payload, now: clock.now() });
    if (gather === undefined) {
      this.enter(event, event.payload, keys);
    } else if (gather.type === 'batch' && keys.dedupe !== undefined && this.repeats.has(keys.dedupe)) {
      onRefused('repeat');
    } else {
      if (gather.type === 'batch' && keys.dedupe !== undefined) this.repeats.add(keys.dedupe);
      this.gather(event, gather, keys.gather ?? '');
    }
  }

  /** A run is over: others may have waited for that. */
  leave(turn: Turn): void {
    this.drop(turn);
    if (this.queue.length > 0) this.options.clock.at(this.options.clock.now(), () => this.admit());
  }

  private gather(event: RecordedEvent, gather: Gather, key: string): void {
    const { clock } = this.options;
    const known = this.gatherings.get(key);
    const gathering: Gathering = known?.isOpen ? known : { items: [], isOpen: true, round: 0 };
    this.gatherings.set(key, gathering);
    gathering.items.push(event);
    const release = () => {
      gathering.isOpen = false;
      this.release(gathering.items, gather.type === 'batch');
    };
    if (gather.type === 'batch') {
      if (gathering.items.length === 1) clock.at(clock.now() + spanMs(gather.window), () => gathering.isOpen && release());
      if (gathering.items.length >= Math.max(1, gather.most)) release();
    } else {
      gathering.round += 1;
      const { round } = gathering;
      clock.at(clock.now() + spanMs(gather.window), () => gathering.isOpen && gathering.round === round && release());
    }
  }

  private release(items: readonly RecordedEvent[], isBatch: boolean): void {
    const { rules, clock, onGathered } = this.options;
    const last = items.at(-1);
    if (last === undefined) return;
    onGathered(items.length - 1);
    const { dedupeBy, ...others } = rules;
    const payloads = items.map(({ payload }) => payload);
    const trigger = isBatch ? { ...payloads[0], batch: { items: payloads, count: payloads.length } } : last.payload;
    // The events of a list were asked about when they came.
    const kept = isBatch || dedupeBy === undefined ? others : rules;
    this.enter(last, trigger, entryKeys({ rules: kept, eventId: last.id, payload: trigger, now: clock.now() }));
  }

  private enter(event: RecordedEvent, trigger: Trigger, { dedupe, person, lane }: EntryKeys): void {
    const { rules, clock, onRefused } = this.options;
    const standing: EntryStanding = {
      isRepeat: dedupe !== undefined && this.repeats.has(dedupe),
      lastEntryAt: person === undefined ? null : (this.marks.get(person) ?? null),
      unfinished: person === undefined ? 0 : this.former(person).length,
      lane: lane === undefined ? { running: 0, queued: 0 } : this.lane(lane),
    };
    const decision = decideEntry({ rules, standing, now: clock.now() });
    if (decision.enter === 'refused') {
      onRefused(decision.reason);
      return;
    }
    if (dedupe !== undefined) this.repeats.add(dedupe);
    if (person !== undefined) {
      if (decision.endsFormer) for (const turn of this.former(person)) this.overtake(turn);
      this.marks.set(person, clock.now());
    }
    const named = { ...(person === undefined ? {} : { person }), ...(lane === undefined ? {} : { lane }) };
    const turn: Turn = { eventId: event.id, trigger, ...named, state: 'queued', isStopping: false };
    if (lane !== undefined) this.lane(lane).queued += 1;
    if (person !== undefined) this.turns.set(person, (this.turns.get(person) ?? new Set()).add(turn));
    if (decision.enter === 'start') this.begin(turn);
    else this.queue.push(turn);
  }

  private begin(turn: Turn): void {
    turn.state = 'running';
    if (turn.lane !== undefined) {
      this.lane(turn.lane).queued -= 1;
      this.lane(turn.lane).running += 1;
    }
    this.options.start(turn);
  }

  private overtake(turn: Turn): void {
    turn.isStopping = true;
    if (turn.state === 'running') {
      this.options.stop(turn);
      return;
    }
    this.queue = this.queue.filter((other) => other !== turn);
    this.drop(turn);
  }

  /** In order of arrival; whoever must wait for an earlier run of their own, or for room, is passed. */
  private admit(): void {
    const limit = Math.max(1, this.options.rules.concurrency?.limit ?? Number.POSITIVE_INFINITY);
    const isPersonal = this.options.rules.entry?.policy === 'queue';
    const waiting = this.queue;
    this.queue = [];
    for (const turn of waiting) {
      const isFull = turn.lane !== undefined && this.lane(turn.lane).running >= limit;
      const [first] = isPersonal && turn.person !== undefined ? (this.turns.get(turn.person) ?? []) : [turn];
      if (isFull || first !== turn) this.queue.push(turn);
      else this.begin(turn);
    }
  }

  private former(person: string): readonly Turn[] {
    return [...(this.turns.get(person) ?? [])].filter(({ isStopping }) => !isStopping);
  }

  private drop(turn: Turn): void {
    if (turn.lane !== undefined) this.lane(turn.lane)[turn.state] -= 1;
    if (turn.person === undefined) return;
    const own = this.turns.get(turn.person);
    own?.delete(turn);
    if (own?.size === 0) this.turns.delete(turn.person);
  }

  private lane(name: string): { running: number; queued: number } {
    const known = this.lanes.get(name) ?? { running: 0, queued: 0 };
    this.lanes.set(name, known);
    return known;
  }
}
