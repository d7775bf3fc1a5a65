import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPostgres } from './startPostgres.mjs';

let folder: string;
let dataDir: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'noi-embedded-'));
  dataDir = join(folder, 'postgres');
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const start = () => startPostgres({ dataDir, port: 0, log: () => undefined });

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return Object.values((await client.query(sql)).rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

test('the first start makes durable data behind a password, on the loopback address only, and the second start finds it', async () => {
  const server = await start();
  await ask(server.url, 'create table kept (id int)');
  await ask(server.url, 'insert into kept values (7)');
  expect(await Promise.all(['fsync', 'synchronous_commit', 'server_encoding', 'max_connections'].map((name) => ask(server.url, `show ${name}`)))).toEqual([
    'on',
    'on',
    'UTF8',
    '200',
  ]);
  expect(await ask(server.url, `select lower('ĐƠN HÀNG')`)).toBe('đơn hàng');
  expect(await readFile(`${dataDir}.password`, 'utf8')).toContain(new URL(server.url).password);
  expect((await stat(`${dataDir}.password`)).mode & 0o077).toBe(0);

  const wrong = new URL(server.url);
  wrong.password = 'guess';
  await expect(ask(wrong.href, 'select 1')).rejects.toThrow('password');
  const outside = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of outside) await expect(ask(server.url.replace('127.0.0.1', address), 'select 1')).rejects.toThrow('ECONNREFUSED');
  await server.close();

  const again = await start();
  expect(await ask(again.url, 'select id from kept')).toBe(7);
  await again.close();
});

test('a second copy on the same data is refused while the first lives', async () => {
  await using first = Object.assign(await start(), {
    async [Symbol.asyncDispose]() {
      await first.close();
    },
  });
  // As another process would find it: owned by someone who lives.
  await writeFile(`${dataDir}.owner`, `${process.ppid}\n`);

  await expect(start()).rejects.toThrow(`in use by process ${process.ppid}`);
});

test('a server whose owner was killed is stopped, and its data found whole', async () => {
  const left = await start();
  await writeFile(`${dataDir}.owner`, '999999999\n');
  const server = await start();

  expect(await left.exited).toBe(0);
  expect(await ask(server.url, 'select id from kept')).toBe(7);
  await server.close();
});

test('a server that was killed itself recovers, though its lock file names a stranger', async () => {
  const killed = await start();
  process.kill(killed.pid, 'SIGKILL');
  await killed.exited;
  const lockFile = join(dataDir, 'postmaster.pid');
  const lock = await readFile(lockFile, 'utf8');
  await writeFile(lockFile, lock.replace(/^\d+/, String(process.pid)));

  const server = await start();
  expect(await ask(server.url, 'select id from kept')).toBe(7);
  await server.close();
});

test('a start that was killed while it made the data folder is done again', async () => {
  const other = join(folder, 'half');
  const first = await startPostgres({ dataDir: other, port: 0, log: () => undefined });
  await first.close();
  await rm(other, { recursive: true });
  await writeFile(`${other}.new`, 'left by a killed start');

  const server = await startPostgres({ dataDir: other, port: 0, log: () => undefined });
  expect(await ask(server.url, 'select 1')).toBe(1);
  await server.close();
});

test('a port that is taken is named', async () => {
  const taken = createServer();
  await new Promise<void>((ready) => {
    taken.listen(0, '127.0.0.1', ready);
  });
  const address = taken.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  await expect(startPostgres({ dataDir, port, log: () => undefined })).rejects.toThrow(`Port ${port} for PostgreSQL is not free`);
  taken.close();
});

test('a folder that cannot be written to is named', async () => {
  const file = join(folder, 'a-file');
  await writeFile(file, '');
  await chmod(file, 0o444);

  await expect(startPostgres({ dataDir: join(file, 'data', 'postgres'), port: 0, log: () => undefined })).rejects.toThrow(
    `${join(file, 'data')} cannot be written to`,
  );
});
