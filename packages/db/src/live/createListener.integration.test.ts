import pg from 'pg';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../testing/index.ts';
import { channels } from './channels.ts';
import { createListener } from './createListener.ts';

test('a listener that lost its connection comes back and lets its hearers look again', async () => {
  await using database = await createTestDatabase();
  const listener = createListener(database.url);
  const heard: string[] = [];
  let onHeard: () => void = () => undefined;
  const next = () =>
    new Promise<void>((resolve) => {
      onHeard = resolve;
    });
  await listener.listen(channels.stored, (payload) => {
    heard.push(payload);
    onHeard();
  });

  const reconnected = next();
  const other = new pg.Client({ connectionString: database.url });
  await other.connect();
  await other.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'noi-listener' and datname = current_database()`);
  await reconnected;
  const notified = next();
  await other.query(`notify ${channels.stored}, 'again'`);
  await notified;
  await other.end();
  await listener.close();

  expect(heard).toEqual(['', 'again']);
});
