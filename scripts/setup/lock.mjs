import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refusal } from './fail.mjs';

/** @typedef {{ pid: number, command: string }} Noted */

/**
 * Makes sure that one copy at a time works on a data folder, and that what a killed copy left behind is ended first.
 *
 * @param {string} dataDir
 */
export function lock(dataDir) {
  const { owner, children } = read(dataDir);
  if (owner && owner.pid !== process.pid && isSame(owner)) {
    throw new Refusal(`Nối already runs on ${dataDir} (process ${owner.pid}). Stop it first, or choose another folder with NOI_DATA_DIR.`);
  }
  endAll([...children, ...strays(dataDir)]);

  const state = { owner: note(process.pid), children: /** @type {Noted[]} */ ([]) };
  const write = () => {
    // Whole or not at all: a start that is killed while it writes must not lose the list.
    writeFileSync(`${fileOf(dataDir)}.part`, JSON.stringify(state));
    renameSync(`${fileOf(dataDir)}.part`, fileOf(dataDir));
  };
  write();
  const guardian = guard(dataDir);
  return {
    /** @param {number} pid */
    add(pid) {
      state.children = [...state.children.filter((child) => isSame(child)), note(pid)];
      write();
    },
    async release() {
      rmSync(fileOf(dataDir), { force: true });
      await dismiss(guardian);
    },
  };
}

/**
 * Ends what a start script that is gone has left running. Does nothing when it stopped everything itself, or when a new start has taken over.
 *
 * @param {string} dataDir
 * @param {number} ownerPid
 */
export function endLeftovers(dataDir, ownerPid) {
  const { owner, children } = read(dataDir);
  if (owner?.pid !== ownerPid) return;
  endAll([...children, ...strays(dataDir)]);
}

/** @param {string} dataDir */
function fileOf(dataDir) {
  return join(dataDir, 'running.json');
}

/**
 * @param {string} dataDir
 * @returns {{ owner: Noted | null, children: Noted[] }}
 */
function read(dataDir) {
  try {
    return JSON.parse(readFileSync(fileOf(dataDir), 'utf8'));
  } catch {
    return { owner: null, children: [] };
  }
}

/**
 * The process that ends everything when this one cannot. A group of its own keeps it out of reach of Ctrl-C.
 *
 * @param {string} dataDir
 */
function guard(dataDir) {
  const file = fileURLToPath(new URL('guardian.mjs', import.meta.url));
  const child = spawn(process.execPath, [file, dataDir, `${process.pid}`], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  child.on('error', () => console.error('The guardian did not start: after a kill -9 the next start ends what was left.'));
  child.unref();
  return child;
}

/** @param {import('node:child_process').ChildProcess} guardian */
async function dismiss(guardian) {
  if (guardian.pid === undefined || guardian.exitCode !== null || guardian.signalCode !== null) return;
  const gone = new Promise((resolve) => guardian.once('exit', resolve));
  guardian.ref();
  guardian.kill('SIGKILL');
  await gone;
}

/**
 * A Temporal server that was killed out of its start's hands before it was noted; two servers on one file would spoil it.
 *
 * @param {string} dataDir
 * @returns {Noted[]}
 */
function strays(dataDir) {
  if (process.platform === 'win32') return [];
  const file = ` --db-filename ${join(dataDir, 'temporal', 'temporal.db')} `;
  return allPids()
    .map(note)
    .filter(({ command }) => command.includes(' start-dev ') && command.includes(file));
}

/** @returns {number[]} */
function allPids() {
  if (process.platform === 'linux' && existsSync('/proc'))
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  return execFileSync('ps', ['-Ao', 'pid='], { encoding: 'utf8' }).trim().split(/\s+/).map(Number);
}

/**
 * @param {number} pid
 * @returns {Noted}
 */
function note(pid) {
  return { pid, command: commandOf(pid) };
}

/**
 * The command is compared too, since process ids are used again after a reboot.
 *
 * @param {Noted} noted
 */
function isSame({ pid, command }) {
  return command !== '' && commandOf(pid) === command;
}

/** @param {number} pid */
function commandOf(pid) {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    if (process.platform === 'win32') return '';
    return execFileSync('ps', ['-o', 'command=', '-p', `${pid}`], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

/**
 * Last started first: programs let go of the database and of Temporal before these end.
 *
 * @param {Noted[]} processes
 */
function endAll(processes) {
  for (const noted of processes.toReversed()) if (isSame(noted)) end(noted);
}

/** @param {Noted} noted */
function end(noted) {
  kill(noted.pid, 'SIGTERM');
  for (const until = Date.now() + 10_000; Date.now() < until && isSame(noted); ) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  if (isSame(noted)) kill(noted.pid, 'SIGKILL');
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function kill(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself in the meantime.
  }
}
