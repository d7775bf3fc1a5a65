import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** @param {string} dataDir */
const ownerFile = (dataDir) => `${dataDir}.owner`;

/**
 * Writes down which process uses the data folder.
 *
 * @param {string} dataDir
 */
export async function claimData(dataDir) {
  await writeFile(ownerFile(dataDir), `${process.pid}\n`);
}

/** @param {string} dataDir */
export async function releaseData(dataDir) {
  await rm(ownerFile(dataDir), { force: true });
}

/**
 * Clears what a killed process left on the data folder: a lock file whose process is gone (its number perhaps taken by a stranger, as in a
 * restarted container), or a server that lost its owner. A server whose owner lives is an error: the data is in use.
 *
 * @param {string} dataDir
 * @param {(line: string) => void} log
 */
export async function clearStaleServer(dataDir, log) {
  const lockFile = join(dataDir, 'postmaster.pid');
  const pid = await readPid(lockFile);
  if (pid === null) return;

  if (!(await isServerOf(dataDir, pid))) {
    await rm(lockFile, { force: true });
    return;
  }

  const owner = await readPid(ownerFile(dataDir));
  if (owner !== null && owner !== process.pid && isAlive(owner)) {
    throw new Error(`The data in ${dataDir} is in use by process ${owner}. Stop that copy first, or choose another data folder (NOI_DATA_DIR).`);
  }

  log(`Stopping PostgreSQL (process ${pid}) that an earlier start left behind`);
  process.kill(pid, 'SIGINT');
  for (let tries = 0; isAlive(pid); tries += 1) {
    if (tries === 300) throw new Error(`PostgreSQL (process ${pid}) of an earlier start does not stop. Stop it by hand, then start again.`);
    await delay(100);
  }
}

/** @param {string} file */
async function readPid(file) {
  const text = await readFile(file, 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return pid > 0 ? pid : null;
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to someone else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * @param {string} dataDir
 * @param {number} pid
 */
async function isServerOf(dataDir, pid) {
  if (!isAlive(pid)) return false;
  if (platform() === 'win32') {
    const { stdout } = await run('tasklist', ['/FI', `PID eq ${pid}`, '/NH']);
    return stdout.includes('postgres');
  }
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(
    async () => (await run('ps', ['-p', String(pid), '-o', 'command=']).catch(() => ({ stdout: '' }))).stdout,
  );
  return command.includes('postgres') && command.includes(dataDir);
}
