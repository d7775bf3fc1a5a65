import { spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '../embedded/startPostgres.mjs';

let embedded: Promise<string> | undefined;

/** The admin address of the server that tests use: NOI_TEST_POSTGRES_URL, else one of our own that lives as long as this process. */
export async function testServerUrl(): Promise<string> {
  const given = process.env.NOI_TEST_POSTGRES_URL;
  if (given) return given;
  embedded ??= startEmbedded();
  return await embedded;
}

async function startEmbedded(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'noi-test-postgres-'));
  // Test data may be lost in a power cut; not waiting for the disk makes the suites much faster.
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
  const server = await startPostgres({ dataDir: join(folder, 'data'), port: 0, log: () => undefined, settings });
  server.unref();

  const script = fileURLToPath(new URL('./guardian.mjs', import.meta.url));
  const guardian = spawn(process.execPath, [script, String(server.pid), folder], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  guardian.unref();
  // The pipe must not keep this process either.
  if (guardian.stdin instanceof Socket) guardian.stdin.unref();
  return server.url;
}
