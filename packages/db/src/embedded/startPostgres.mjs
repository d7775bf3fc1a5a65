import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, chmod, chown, constants, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { platform } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@noi/ports';
import { findBinaries } from './binaries.mjs';
import { findServerUser } from './serverUser.mjs';
import { claimData, clearStaleServer, releaseData } from './staleServer.mjs';

const run = promisify(execFile);

/** The environment of the server's programs: messages in English, since readiness is read from them. */
const environment = { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C' };

/**
 * Starts a PostgreSQL of our own on the loopback address, with durable settings; makes its data folder on the first start.
 * Errors say what to do. The server outlives signals to this process (Ctrl-C reaches the whole group), until `close`.
 *
 * @param {object} options
 * @param {string} options.dataDir the server's own folder
 * @param {number} options.port 0 takes any free one
 * @param {(line: string) => void} options.log
 * @param {string} [options.passwordFile] made on the first start; beside the data folder by default
 * @param {string[]} [options.settings] more settings (`fsync=off` for tests)
 * @returns {Promise<{ url: string, port: number, pid: number, close(): Promise<void>, exited: Promise<number | null>, unref(): void }>} `unref` lets this process end while the server runs
 */
export async function startPostgres({ dataDir: folder, port: wantedPort, log, passwordFile, settings = [] }) {
  const dataDir = resolve(folder);
  await makeWritable(dirname(dataDir));
  const binaries = await findBinaries();
  const user = await findServerUser({ folders: [binaries.folder, dirname(dataDir)] });
  const password = await readPassword(passwordFile ?? `${dataDir}.password`);

  await clearStaleServer(dataDir, log);
  const port = wantedPort === 0 ? await freePort() : await checkPort(wantedPort);
  if (!(await exists(join(dataDir, 'PG_VERSION')))) await initialise({ dataDir, binaries, user, password });

  await claimData(dataDir);
  const server = await startServer({ dataDir, binaries, user, port, log, settings }).catch(async (error) => {
    await releaseData(dataDir);
    throw error;
  });

  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    port,
    pid: server.pid,
    exited: server.exited,
    unref: server.unref,
    async close() {
      await server.stop();
      await releaseData(dataDir);
    },
  };
}

/**
 * Makes the data in a folder beside and moves it into place whole, so that a start that was killed half-way is simply done again.
 *
 * @param {{ dataDir: string, binaries: import('./binaries.mjs').Binaries, user: import('./serverUser.mjs').ServerUser, password: string }} options
 */
async function initialise({ dataDir, binaries, user, password }) {
  const draft = `${dataDir}.new`;
  const passwordCopy = `${dataDir}.initial`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordCopy, `${password}\n`, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) {
    await chown(draft, user.uid, user.gid);
    await chown(passwordCopy, user.uid, user.gid);
  }

  const flags = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--auth=scram-sha-256', '--username=postgres'];
  try {
    const { file, args, options } = asUser(user, [binaries.initdb, `--pgdata=${draft}`, `--pwfile=${passwordCopy}`, ...flags]);
    await run(file, args, options);
    await rename(draft, dataDir);
  } catch (cause) {
    throw new Error(`PostgreSQL could not make its data folder ${dataDir}: ${lastLine(cause)}`, { cause });
  } finally {
    await rm(passwordCopy, { force: true });
  }
}

/**
 * @param {{ dataDir: string, binaries: import('./binaries.mjs').Binaries, user: import('./serverUser.mjs').ServerUser, port: number, log: (line: string) => void, settings: string[] }} options
 */
async function startServer({ dataDir, binaries, user, port, log, settings }) {
  const fixed = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'max_connections=200', 'lc_messages=C', ...settings];
  const { file, args, options } = asUser(user, [binaries.postgres, '-D', dataDir, ...fixed.flatMap((setting) => ['-c', setting])]);
  // A group of its own: Ctrl-C in the terminal must not stop the database before those who still write to it.
  const child = spawn(file, args, { ...options, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  /** @type {Promise<number | null>} */
  const exited = new Promise((done) => child.once('exit', (code) => done(code)));

  /** @type {string[]} */
  const tail = [];
  await new Promise((ready, failed) => {
    child.once('error', failed);
    child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ chunk) => {
      for (const line of chunk.split('\n').filter(Boolean)) {
        log(line);
        tail.push(line);
        if (line.includes('database system is ready to accept connections')) ready(undefined);
      }
      tail.splice(0, tail.length - 5);
    });
    void exited.then((code) => failed(new Error(`PostgreSQL did not start (exit code ${code}). Its last words:\n${tail.join('\n')}`)));
  });

  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    if (platform() === 'win32') await run(binaries.pg_ctl, ['stop', '-D', dataDir, '-m', 'fast']);
    // Fast shutdown: open transactions are rolled back, everything committed is on disk.
    else child.kill('SIGINT');
    const hurry = setTimeout(() => child.kill('SIGQUIT'), 30_000);
    await exited;
    clearTimeout(hurry);
  };
  const unref = () => {
    child.unref();
    if ('unref' in child.stderr && typeof child.stderr.unref === 'function') child.stderr.unref();
  };
  return { exited, stop, unref, pid: child.pid ?? 0 };
}

/**
 * @param {import('./serverUser.mjs').ServerUser} user
 * @param {string[]} command
 */
function asUser({ prefix, uid, gid }, command) {
  const [file = '', ...args] = [...prefix, ...command];
  // setpriv changes the user itself and needs root until then.
  const identity = prefix.length === 0 && uid !== undefined && gid !== undefined ? { uid, gid } : {};
  return { file, args, options: { ...identity, env: environment } };
}

/** @param {string} folder */
async function makeWritable(folder) {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
  } catch (cause) {
    throw new Error(`The folder ${folder} cannot be written to. Choose another one with NOI_DATA_DIR, or change its rights.`, { cause });
  }
}

/**
 * @param {string} file
 * @returns {Promise<string>}
 */
async function readPassword(file) {
  const known = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (known !== '') return known;
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  await chmod(file, 0o600);
  return password;
}

/**
 * The port, when nothing listens on it.
 *
 * @param {number} port
 * @returns {Promise<number>}
 */
async function checkPort(port) {
  const probe = createServer();
  return await new Promise((free, busy) => {
    probe.once('error', (cause) =>
      busy(new Error(`Port ${port} for PostgreSQL is not free. Stop the program that uses it, or choose another port.`, { cause })),
    );
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      probe.close(() => free(port));
    });
  });
}

/** @param {unknown} error */
function lastLine(error) {
  const words = error instanceof Error && 'stderr' in error && typeof error.stderr === 'string' ? error.stderr : String(error);
  return words.trim().split('\n').at(-1);
}

/** @param {string} path */
async function exists(path) {
  return await stat(path).then(
    () => true,
    () => false,
  );
}
