import type { Db, RateKey } from '@noi/db';
import type { RateLimit, RemainingQuota } from '@noi/node-sdk';
import { LRUCache } from 'lru-cache';
import { addCall, breakOff, type CallEnd, type CallHistory, isAway, mend, pause } from './breaker.ts';
import { hearQuota, type ToldQuota, type Turn, takeTurns } from './takeTurns.ts';

export interface TurnRequest extends RateKey {
  readonly limit?: RateLimit | undefined;
  /** It was given a turn before and now comes to use it. */
  readonly hasTurn: boolean;
}

export interface EndedCall extends RateKey {
  readonly end: CallEnd;
  readonly wasProbe: boolean;
  /** How long the provider wants to be left alone. */
  readonly pauseMs?: number;
  readonly quota?: RemainingQuota;
}

/** Turns at calling providers, kept by all processes together. */
export interface Rates {
  /** When this call may go. Free of the database where no limit is declared and the provider answers well. */
  take(request: TurnRequest): Promise<Turn>;
  /** Tells how a call ended. Free of the database unless the provider is away, asks for a pause, has little quota left, or a probe ended. */
  ended(call: EndedCall): Promise<void>;
}

interface Watched {
  history: CallHistory;
  /** The breaker was seen open, a pause was asked for, or the quota was used up: calls without a declared limit ask as well, until this time. */
  waryUntil: number;
  /** Goes in with the next turns that are taken here. */
  told: ToldQuota | undefined;
  waiting: { readonly request: TurnRequest; resolve(turn: Turn): void; reject(error: unknown): void }[];
  isTaking: boolean;
}

const waryForMs = 600_000;
/** So little quota is told to the others at once, even if this process takes no more turns. */
const littleLeft = 10;

export interface RatesOptions {
  readonly db: Pick<Db, 'rates'>;
  readonly now: () => Date;
  /** After this long without an end, a probe counts as lost; the others come back then. Default 35 000: longer than any call. */
  readonly probeForMs?: number;
}

/** One per process. Takers of one tick share a statement, and while it is under way the next ones gather. */
export function createRates({ db, now, probeForMs = 35_000 }: RatesOptions): Rates {
  const classes = new LRUCache<string, Watched>({ max: 5_000 });

  function watch({ workspaceId, account, rateClass }: RateKey): Watched {
    const name = JSON.stringify([workspaceId, account, rateClass]);
    const known = classes.get(name);
    if (known) return known;
    const watched: Watched = { history: [], waryUntil: 0, told: undefined, waiting: [], isTaking: false };
    classes.set(name, watched);
    return watched;
  }

  async function serve(watched: Watched): Promise<void> {
    watched.isTaking = true;
    // Those who come in this tick are taken along.
    await new Promise((resolve) => setImmediate(resolve));
    while (watched.waiting.length > 0) {
      const batch = watched.waiting;
      const told = watched.told;
      watched.waiting = [];
      watched.told = undefined;
      try {
        for (const { waiting, turn } of await takeBatch(batch, told)) waiting.resolve(turn);
      } catch (error) {
        watched.told ??= told;
        for (const waiting of batch) waiting.reject(error);
      }
    }
    watched.isTaking = false;
  }

  async function takeBatch(batch: Watched['waiting'], told: ToldQuota | undefined) {
    const [first] = batch;
    if (!first) return [];
    const { workspaceId, account, rateClass, limit } = first.request;
    const turns = await db.rates.change({ workspaceId, account, rateClass }, (state) => {
      const taken = takeTurns(state, { now: now().getTime(), limit, takers: batch.map(({ request }) => request), told, probeForMs });
      return { state: taken.state, result: taken.turns };
    });
    return batch.flatMap((waiting, index) => {
      const turn = turns[index];
      return turn ? [{ waiting, turn }] : [];
    });
  }

  return {
    take(request) {
      const watched = watch(request);
      const at = now().getTime();
      if (!request.limit && !request.hasTurn && watched.waryUntil <= at) return Promise.resolve({ at, cause: 'rate', isProbe: false });
      return new Promise((resolve, reject) => {
        watched.waiting.push({ request, resolve, reject });
        if (!watched.isTaking) void serve(watched);
      });
    },

    async ended({ end, wasProbe, pauseMs, quota, ...key }) {
      const watched = watch(key);
      const at = now().getTime();
      if (quota) {
        const told = { ...quota, toldAt: at };
        watched.told = told;
        if (quota.left <= 0) watched.waryUntil = Math.max(watched.waryUntil, quota.resumesAt);
        if (quota.left <= littleLeft) await db.rates.change(key, (state) => ({ state: hearQuota(state, told), result: null }));
      }
      watched.history = addCall(watched.history, { at, end });
      if (wasProbe && end === 'answered') {
        watched.history = [];
        await db.rates.change(key, (state) => ({ state: mend(state), result: null }));
      }
      if (pauseMs !== undefined) {
        watched.waryUntil = Math.max(watched.waryUntil, at + Math.max(pauseMs, waryForMs));
        await db.rates.change(key, (state) => ({ state: pause(state, { now: at, pauseMs }), result: null }));
      }
      if (end === 'away') {
        watched.waryUntil = Math.max(watched.waryUntil, at + waryForMs);
        if (!wasProbe && !isAway(watched.history, at)) return;
        watched.history = [];
        await db.rates.change(key, (state) => ({ state: breakOff(state, { now: at, wasProbe }), result: null }));
      }
    },
  };
}
