import type { EntryAsk, EntryFacts } from '@noi/db';
import type { EntryDecision, EntryStanding } from '@noi/flow';

interface Turn {
  readonly runId: string;
  state: 'running' | 'queued';
  readonly lane: string | null;
  isStopping: boolean;
}

/** How things stand in the flows of one batch, kept true while its events enter one after the other. */
export class EntryBook {
  private readonly repeats: Set<string>;
  private readonly marks: Map<string, number>;
  private readonly turns = new Map<string, Turn[]>();
  private readonly lanes: Map<string, { running: number; queued: number }>;
  /** Runs of former batches that give way. */
  readonly ends: { readonly runId: string; readonly givesWayTo: string }[] = [];
  /** Runs of this batch that gave way to a later one before anybody started them. */
  readonly overtaken = new Set<string>();
  private readonly fresh = new Set<string>();

  constructor({ repeats, marks, turns, lanes }: EntryFacts) {
    this.repeats = new Set(repeats.map(({ flowId, dedupe }) => key(flowId, dedupe)));
    this.marks = new Map(marks.map(({ flowId, person, at }) => [key(flowId, person), at.getTime()]));
    this.lanes = new Map(lanes.map(({ flowId, lane, running, queued }) => [key(flowId, lane), { running, queued }]));
    for (const { flowId, person, ...turn } of turns) if (person !== null) this.add(key(flowId, person), { ...turn });
  }

  standing({ flowId, dedupe, person, lane }: EntryAsk): EntryStanding {
    return {
      isRepeat: dedupe !== undefined && this.repeats.has(key(flowId, dedupe)),
      lastEntryAt: person === undefined ? null : (this.marks.get(key(flowId, person)) ?? null),
      unfinished: person === undefined ? 0 : this.former(key(flowId, person)).length,
      lane: lane === undefined ? { running: 0, queued: 0 } : this.lane(key(flowId, lane)),
    };
  }

  /** Whether this is the first with its dedupe key, which is used from now on. */
  isNew({ flowId, dedupe }: EntryAsk): boolean {
    if (dedupe === undefined) return true;
    const isNew = !this.repeats.has(key(flowId, dedupe));
    this.repeats.add(key(flowId, dedupe));
    return isNew;
  }

  enter({ flowId, dedupe, person, lane }: EntryAsk, run: { runId: string; decision: Exclude<EntryDecision, { enter: 'refused' }>; now: number }): void {
    if (dedupe !== undefined) this.repeats.add(key(flowId, dedupe));
    const state = run.decision.enter === 'start' ? 'running' : 'queued';
    if (lane !== undefined) this.lane(key(flowId, lane))[state] += 1;
    this.fresh.add(run.runId);
    if (person === undefined) return;
    if (run.decision.endsFormer) for (const turn of this.former(key(flowId, person))) this.end(flowId, turn, run.runId);
    this.marks.set(key(flowId, person), run.now);
    this.add(key(flowId, person), { runId: run.runId, state, lane: lane ?? null, isStopping: false });
  }

  /** A run that has not begun leaves its place at once; one under way holds it until it has ended. */
  private end(flowId: string, turn: Turn, givesWayTo: string): void {
    turn.isStopping = true;
    const isFresh = this.fresh.has(turn.runId);
    if (isFresh) this.overtaken.add(turn.runId);
    else this.ends.push({ runId: turn.runId, givesWayTo });
    if (turn.lane !== null && (isFresh || turn.state === 'queued')) this.lane(key(flowId, turn.lane))[turn.state] -= 1;
  }

  private former(person: string): readonly Turn[] {
    return (this.turns.get(person) ?? []).filter(({ isStopping }) => !isStopping);
  }

  private add(person: string, turn: Turn): void {
    this.turns.set(person, [...(this.turns.get(person) ?? []), turn]);
  }

  private lane(name: string): { running: number; queued: number } {
    const known = this.lanes.get(name) ?? { running: 0, queued: 0 };
    this.lanes.set(name, known);
    return known;
  }
}

function key(flowId: string, name: string): string {
  return `${flowId} ${name}`;
}
