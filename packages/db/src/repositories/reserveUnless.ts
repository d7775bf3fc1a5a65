import type { MessageRepository, SentKey } from '../Db.ts';
import { inTransaction } from '../store/inTransaction.ts';
import { toJson } from '../store/json.ts';
import type { Store } from '../store/Store.ts';
import { countSent, findMessages, insertReserved } from './messageRows.ts';

/** Counting and reserving as one act, for messages under a cap. */
export function createReserveUnless({ pool, announce }: Store): MessageRepository['reserveUnless'] {
  return async (message, { since, objection }) => {
    const answer = await inTransaction(pool, async (client) => {
      // Counting reads in a statement of its own, after the lock: it then sees what the one before has committed.
      await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [lockOf(message)]);
      const [known] = await findMessages(client, [message]);
      if (known && known.state !== 'unknown') return { isNew: false, row: known };
      const objected = objection(since.length > 0 ? await countSent(client, { ...message, since, ...(known ? { but: known } : {}) }) : []);
      if (objected !== null) return { objection: objected };
      if (known) return { isNew: false, row: known };
      const [row] = await insertReserved(client, [message]);
      return row ? { isNew: true, row } : { isNew: false, row: null };
    });
    if ('row' in answer && answer.isNew) announce([{ workspaceId: message.workspaceId, kind: 'message', id: message.runId }]);
    return answer;
  };
}

function lockOf({ workspaceId, recipient, channel, purpose }: SentKey): string {
  return toJson(['message', workspaceId, recipient, channel, purpose]);
}
