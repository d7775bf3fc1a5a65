import { chmodSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';

const memory = '/dev/shm';
/** Bytes: several databases, the journeys' shops and what a browser keeps, with room to spare. */
const needed = 4_000_000_000;
const prefix = 'noi-tests-';

/**
 * Where there is room in memory, gives this process and those it starts a temporary folder there, gone with this process: the tests make and drop data by the hundred,
 * and making its files on a disk takes more of the machine than most of the tests do. Elsewhere the system's own stays.
 */
export function keepScratchInMemory() {
  const { bavail = 0, bsize = 0 } = statOf(memory) ?? {};
  if (Math.min(bavail * bsize, freemem()) < needed) return;
  // A run that was killed could not clear its own away.
  for (const name of readdirSync(memory)) if (name.startsWith(prefix) && !isAlive(Number(name.split('-')[2]))) clear(join(memory, name));
  const folder = mkdtempSync(join(memory, `${prefix}${process.pid}-`));
  // The database belongs to a user of its own, who passes through.
  chmodSync(folder, 0o755);
  process.env.TMPDIR = folder;
  process.once('exit', () => clear(folder));
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
}

/** @param {string} folder */
function statOf(folder) {
  try {
    return statfsSync(folder);
  } catch {
    return null;
  }
}

/** @param {string} folder */
function clear(folder) {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's, which is not ours to clear.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
