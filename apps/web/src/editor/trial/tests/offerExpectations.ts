import { type Expectation, type FlowGraph, type Seen, suggestExpectations } from '@noi/flow';

/** Something that may be expected; the usual ones are chosen from the start. */
export interface Offer {
  readonly expectation: Expectation;
  readonly isUsual: boolean;
}

/** An offer while it is chosen and changed. */
export interface OfferRow {
  readonly key: string;
  readonly expectation: Expectation;
  readonly isChosen: boolean;
}

/** The rows of a form: for a new test the usual offers are chosen; a test that is saved again keeps what it expects, and the offers that it has not are there to be chosen. */
export function expectationRows(offers: readonly Offer[], formerly: readonly Expectation[] | null): readonly OfferRow[] {
  const keyOf = (expectation: Expectation) => JSON.stringify(expectation);
  const known = new Set(formerly?.map(keyOf));
  return [
    ...(formerly ?? []).map((expectation) => ({ key: `kept ${keyOf(expectation)}`, expectation, isChosen: true })),
    ...offers
      .filter(({ expectation }) => !known.has(keyOf(expectation)))
      .map(({ expectation, isUsual }) => ({ key: keyOf(expectation), expectation, isChosen: formerly === null && isUsual })),
  ];
}

const dayMinutes = 1_440;

/** What may be kept of a trial, all of it true of what was seen: the suggestions first, then looser and rarer wishes. */
export function offerExpectations(graph: FlowGraph, seen: Seen): readonly Offer[] {
  const usual = suggestExpectations(seen);
  const latest = usual.flatMap((one): Expectation[] => (one.type === 'messageTime' && one.afterMinutes > 0 ? [{ ...one, is: 'before' }] : []));
  const branches = [...new Set(seen.records.map(({ stepId }) => stepId))].flatMap((stepId): Expectation[] => {
    const kind = graph.steps[stepId]?.kind;
    const port = seen.records.findLast((line) => line.stepId === stepId && line.port !== undefined)?.port;
    return port !== undefined && (kind === 'if' || kind === 'switch' || kind === 'split' || kind === 'approval' || kind === 'waitForEvent')
      ? [{ type: 'passes', stepId, port }]
      : [];
  });
  const reached = new Set(seen.records.flatMap(({ stepId, state }) => (state === 'stopped' ? [] : [stepId])));
  const unreached = Object.values(graph.steps).flatMap(({ id, kind }): Expectation[] =>
    kind === 'action' && !reached.has(id) ? [{ type: 'neverReaches', stepId: id }] : [],
  );
  const minutes = Math.ceil((Date.parse(seen.endedAt) - Date.parse(seen.startedAt)) / 60_000);
  const within: Expectation[] =
    seen.outcome.state === 'unfinished' ? [] : [{ type: 'endsWithin', span: { amount: Math.max(1, Math.ceil(minutes / dayMinutes)), unit: 'days' } }];
  const isPriced = seen.messages.length > 0 && seen.messages.every(({ priceVnd }) => priceVnd !== undefined);
  const cost: Expectation[] = isPriced ? [{ type: 'costsAtMost', vnd: seen.messages.reduce((sum, { priceVnd = 0 }) => sum + priceVnd, 0) }] : [];
  return [
    ...usual.map((expectation) => ({ expectation, isUsual: true })),
    ...[...branches, ...latest, ...within, ...cost, ...unreached].map((expectation) => ({ expectation, isUsual: false })),
  ];
}
