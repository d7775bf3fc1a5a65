import pg from 'pg';
import { type Channel, channels } from './channels.ts';

export interface Listener {
  /** `hear` also gets an empty notice after a reconnect, since some may have been missed. */
  listen(channel: Channel, hear: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

const FIRST_RETRY_MS = 200;
const LAST_RETRY_MS = 5_000;

/**
 * One connection per process that listens on every channel; made with the first listener, made again whenever it breaks.
 * It is apart from the pool, because a pooled connection that listens would be handed to someone else.
 */
export function createListener(url: string): Listener {
  const hearers = new Map<Channel, Set<(payload: string) => void>>();
  let client: Promise<pg.Client> | null = null;
  let retry: NodeJS.Timeout | undefined;
  let isClosed = false;

  const tell = (channel: string, payload: string) => {
    for (const [name, set] of hearers) if (name === channel) for (const hear of set) hear(payload);
  };

  const connect = async (): Promise<pg.Client> => {
    const fresh = new pg.Client({ connectionString: url, keepAlive: true, application_name: 'noi-listener' });
    fresh.on('notification', ({ channel, payload }) => tell(channel, payload ?? ''));
    fresh.on('error', () => undefined);
    await fresh.connect();
    for (const channel of Object.values(channels)) await fresh.query(`listen ${channel}`);
    fresh.once('end', () => {
      client = null;
      if (!isClosed) reconnect(FIRST_RETRY_MS);
    });
    return fresh;
  };

  const reconnect = (afterMs: number) => {
    retry = setTimeout(() => {
      client = connect();
      client.then(
        () => {
          for (const channel of Object.values(channels)) tell(channel, '');
        },
        () => {
          client = null;
          if (!isClosed) reconnect(Math.min(afterMs * 2, LAST_RETRY_MS));
        },
      );
    }, afterMs);
    retry.unref();
  };

  return {
    async listen(channel, hear) {
      const set = hearers.get(channel) ?? new Set();
      hearers.set(channel, set.add(hear));
      client ??= connect();
      await client.catch((error) => {
        client = null;
        set.delete(hear);
        throw error;
      });
      return async () => {
        set.delete(hear);
      };
    },
    async close() {
      isClosed = true;
      clearTimeout(retry);
      const open = await client?.catch(() => null);
      await open?.end();
    },
  };
}
