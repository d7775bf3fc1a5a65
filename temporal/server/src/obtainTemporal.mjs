import { spawn } from 'node:child_process';
import { access, chmod, cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Version of the CLI that `cli/go.mod` pins; the cache is named by it. */
const cliVersion = 'v1.8.2';
const executableName = process.platform === 'win32' ? 'temporal.exe' : 'temporal';

/**
 * Where binaries are kept between checkouts.
 *
 * @returns {string}
 */
export function cacheFolder() {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'noi');
}

/**
 * @typedef {{ path: string, way: string }} ObtainedTemporal `way` says in words where it came from and why.
 * @typedef {(line: string) => void} Log
 */

/**
 * Finds the Temporal CLI, or gets it: on the PATH, in the cache, by the official download, or built with Go from the pinned modules.
 * The first that works wins; each failure is told.
 *
 * @param {{ log: Log }} options
 * @returns {Promise<ObtainedTemporal>}
 */
export async function obtainTemporal({ log }) {
  const onPath = await findOnPath(executableName);
  if (onPath) return { path: onPath, way: 'the temporal command on this machine' };

  const built = join(cacheFolder(), `temporal-cli-${cliVersion}`);
  if (await exists(built)) return { path: built, way: 'the copy in the cache' };

  const reasons = [];
  for (const attempt of [download, buildWithGo]) {
    try {
      return await attempt({ target: built, log });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      reasons.push(reason);
      log(`Temporal: ${reason}`);
    }
  }
  throw new Error(`No Temporal server could be had (${reasons.join('; ')}). Install the temporal command, or set TEMPORAL_ADDRESS to a running server.`);
}

/**
 * The SDK's own downloader fetches and starts the CLI once; the file it leaves is kept.
 *
 * @param {{ target: string, log: Log }} request
 * @returns {Promise<ObtainedTemporal>}
 */
async function download({ target, log }) {
  log('Temporal: trying the official download');
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  const folder = await mkdtemp(join(tmpdir(), 'noi-temporal-'));
  try {
    const environment = await TestWorkflowEnvironment.createLocal({ server: { executable: { type: 'cached-download', downloadDir: folder } } });
    await environment.teardown();
    const [file] = await readdir(folder);
    if (!file) throw new Error('the download left no file');
    await mkdir(cacheFolder(), { recursive: true });
    await cp(join(folder, file), `${target}.part`);
    await chmod(`${target}.part`, 0o755);
    await rename(`${target}.part`, target);
    return { path: target, way: 'the official download' };
  } catch (error) {
    throw new Error('the official download is out of reach', { cause: error });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {{ target: string, log: Log }} request
 * @returns {Promise<ObtainedTemporal>}
 */
async function buildWithGo({ target, log }) {
  const go = await findOnPath(process.platform === 'win32' ? 'go.exe' : 'go');
  if (!go) throw new Error('Go is not on this machine, so the server cannot be built');
  await mkdir(cacheFolder(), { recursive: true });
  const began = Date.now();
  log('Temporal: building the server with Go (once, about five minutes on two cores)');
  const tick = setInterval(() => log(`Temporal: still building (${Math.round((Date.now() - began) / 1000)} s)`), 30_000);
  try {
    await run(
      go,
      ['build', '-trimpath', '-ldflags', '-s -w', '-o', `${target}.part`, 'github.com/temporalio/cli/cmd/temporal'],
      fileURLToPath(new URL('../cli', import.meta.url)),
    );
    await rename(`${target}.part`, target);
    return { path: target, way: 'a build with Go from pinned sources' };
  } finally {
    clearInterval(tick);
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<void>}
 */
function run(command, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
    let tail = '';
    child.stderr.on('data', (chunk) => {
      tail = (tail + chunk).slice(-2000);
    });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}: ${tail.trim().split('\n').at(-1) ?? ''}`))));
  });
}

/**
 * @param {string} name
 * @returns {Promise<string | null>}
 */
async function findOnPath(name) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(folder, name);
    if (folder && (await exists(file))) return file;
  }
  return null;
}

/**
 * @param {string} file
 * @returns {Promise<boolean>}
 */
async function exists(file) {
  return access(file).then(
    () => true,
    () => false,
  );
}
