import { LRUCache } from 'lru-cache';
import type { RateKey, RateRepository, RateState } from '../Db.ts';
import { inTransaction } from '../store/inTransaction.ts';
import { toJson } from '../store/json.ts';
import type { Store } from '../store/Store.ts';

interface Known {
  readonly state: RateState;
  /** 0 for a row that is not there yet. */
  readonly revision: number;
}

/**
 * The state of rate classes, one small row each, changed by every process. Raw: a process remembers what it last saw and writes on that with one
 * statement; only who was overtaken takes the row's lock.
 */
export function createRateRepository({ pool }: Store): RateRepository {
  const remembered = new LRUCache<string, Known>({ max: 1_000 });

  return {
    async get(key) {
      const { rows } = await pool.query<{ state: RateState }>(`select state from rate_bucket where ${isKey}`, keyValues(key));
      return rows[0]?.state ?? {};
    },

    async change(key, step) {
      const name = toJson(keyValues(key));
      const known = remembered.get(name) ?? { state: {}, revision: 0 };
      const { state, result } = step(known.state);
      const { rowCount } = await pool.query({ name: 'rates.write', text: writeOnTop, values: [...keyValues(key), toJson(state), known.revision] });
      if (rowCount === 1) {
        remembered.set(name, { state, revision: known.revision + 1 });
        return result;
      }
      return inTransaction(pool, async (client) => {
        const { rows } = await client.query<Known>(`select state, revision from rate_bucket where ${isKey} for update`, keyValues(key));
        const found = rows[0] ?? { state: {}, revision: 0 };
        const again = step(found.state);
        const written = await client.query(writeOnTop, [...keyValues(key), toJson(again.state), found.revision]);
        if (written.rowCount !== 1) throw new Error('A rate class appeared while it was written; it is safe to ask again');
        remembered.set(name, { state: again.state, revision: found.revision + 1 });
        return again.result;
      });
    },
  };
}

const isKey = 'workspace_id = $1 and account = $2 and rate_class = $3';

const writeOnTop = `
  insert into rate_bucket as b (workspace_id, account, rate_class, state, revision) values ($1, $2, $3, $4, $5::int + 1)
  on conflict (workspace_id, account, rate_class) do update set state = excluded.state, revision = excluded.revision
  where b.revision = $5`;

function keyValues({ workspaceId, account, rateClass }: RateKey): [string, string, string] {
  return [workspaceId, account, rateClass];
}
