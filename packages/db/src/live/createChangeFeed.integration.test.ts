import pg from 'pg';
import { expect, test } from 'vitest';
import type { Change } from '../Db.ts';
import { newId } from '../newId.ts';
import { createTestDatabase } from '../testing/index.ts';
import { createChangeFeed } from './createChangeFeed.ts';
import { createListener } from './createListener.ts';

test('however many runs change at once, each is told, in statements of bounded size', async () => {
  await using database = await createTestDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  const listener = createListener(database.url);
  const sizes: number[] = [];
  const query = (text: string, values: readonly unknown[]) => {
    sizes.push(Buffer.byteLength(JSON.stringify(values)));
    return pool.query(text, [...values]);
  };
  const feed = createChangeFeed({ pool: { query } as unknown as pg.Pool, listener });
  const changes = Array.from({ length: 10_000 }, (): Change => ({ workspaceId: newId(), kind: 'run', id: newId() }));
  const heard: Change[] = [];
  await new Promise<void>((resolve) => {
    void feed
      .listen((change) => {
        heard.push(change);
        if (heard.length === changes.length) resolve();
      })
      .then(() => feed.announceSoon(changes));
  });
  await feed.idle();
  await listener.close();
  await pool.end();

  expect(heard).toEqual(changes);
  expect(sizes).toHaveLength(3);
  expect(Math.max(...sizes)).toBeLessThan(1_000_000);
});
