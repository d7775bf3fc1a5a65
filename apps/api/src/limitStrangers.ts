import { normalizeIP } from '@fastify/rate-limit';
import { AppError } from '@noi/errors';
import type { FastifyReply, FastifyRequest } from 'fastify';

const MINUTE_MS = 60_000;
/** Names and addresses that are remembered; beyond them the oldest are forgotten. */
const MOST_KEPT = 10_000;

export interface StrangersOptions {
  /** Calls of strangers from one address in a minute. */
  readonly perMinute: number;
  readonly now: () => Date;
}

interface Call<T> {
  readonly request: Pick<FastifyRequest, 'ip'>;
  readonly reply: Pick<FastifyReply, 'header'>;
  /** What the caller is to be known by, a door's token or an API key's hash; `null` where it gives nothing that could be one. */
  readonly name: string | null;
  /** `null` for a name that nobody has. */
  find(): Promise<T | null>;
  /** Counts a call of somebody known, by that name alone; throws when there were too many. */
  count(): Promise<unknown>;
}

/**
 * Tells those who are known from strangers. Whoever is known has a count of its own, whatever address it shares with others. Strangers are counted by
 * address, since they may give another name each time; an address from which too many came is not asked about any more, unless the name was known before.
 */
export function limitStrangers({ perMinute, now }: StrangersOptions) {
  const known = new Set<string>();
  const windows = new Map<string, { readonly since: number; calls: number }>();
  const asked = new Map<string, Promise<unknown>>();
  const counting = new Map<string, Promise<unknown>>();

  /** The calls of one name one after the other: the counter hands out one number to all that it counts for a name in the same tick. */
  async function inTurn(name: string, count: () => Promise<unknown>): Promise<void> {
    const mine = (counting.get(name) ?? Promise.resolve()).catch(() => undefined).then(count);
    counting.set(name, mine);
    try {
      await mine;
    } finally {
      if (counting.get(name) === mine) counting.delete(name);
    }
  }

  function remember(name: string): void {
    known.delete(name);
    known.add(name);
    forgetOldest(known);
  }

  function take(address: string, reply: Call<unknown>['reply']): { calls: number } {
    const at = now().getTime();
    const current = windows.get(address);
    const window = current && at - current.since < MINUTE_MS ? current : { since: at, calls: 0 };
    if (window !== current) {
      windows.delete(address);
      windows.set(address, window);
      forgetOldest(windows);
    }
    if (window.calls >= perMinute) {
      reply.header('retry-after', Math.ceil((window.since + MINUTE_MS - at) / 1000));
      throw new AppError('too_many_requests', { message: 'Too many requests; try again in a minute' });
    }
    window.calls += 1;
    return window;
  }

  async function ask<T>(name: string, find: Call<T>['find']): Promise<T | null> {
    const answer = find().then((found) => {
      if (found !== null) remember(name);
      return found;
    });
    asked.set(name, answer);
    try {
      return await answer;
    } finally {
      if (asked.get(name) === answer) asked.delete(name);
    }
  }

  return {
    /** Who calls; `null` for a stranger. Throws `too_many_requests`, with `Retry-After`. */
    async admit<T>({ request, reply, name, find, count }: Call<T>): Promise<T | null> {
      const address = normalizeIP(request.ip);
      if (name === null) {
        take(address, reply);
        return null;
      }
      // A burst of calls by one who was not seen before is one question.
      const same = asked.get(name);
      if (same) await same.catch(() => null);
      if (known.has(name)) {
        await inTurn(name, count);
        const found = await find();
        if (found === null) known.delete(name);
        else remember(name);
        return found;
      }

      const window = take(address, reply);
      let isStranger = false;
      try {
        const found = await ask(name, find);
        isStranger = found === null;
        if (found !== null) await inTurn(name, count);
        return found;
      } finally {
        if (!isStranger) window.calls -= 1;
      }
    },
  };
}

function forgetOldest(kept: Set<string> | Map<string, unknown>): void {
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
}
