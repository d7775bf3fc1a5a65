import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './fail.mjs';

/**
 * Makes sure that one copy at a time works on a data folder, and that what a killed copy left behind is ended first.
 *
 * @param {string} dataDir
 */
export function lock(dataDir) {
  const file = join(dataDir, 'running.json');
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { owner: null, children: [] };
  if (known.owner && known.owner.pid !== process.pid && isSame(known.owner)) {
    throw new Refusal(`Nối already runs on ${dataDir} (process ${known.owner.pid}). Stop it first, or choose another folder with NOI_DATA_DIR.`);
  }
  for (const child of known.children) if (isSame(child)) end(child.pid);

  const state = { owner: note(process.pid), children: /** @type {{ pid: number, command: string }[]} */ ([]) };
  const write = () => writeFileSync(file, JSON.stringify(state));
  write();
  return {
    /** @param {number} pid */
    add(pid) {
      state.children = [...state.children.filter((child) => isSame(child)), note(pid)];
      write();
    },
    release() {
      rmSync(file, { force: true });
    },
  };
}

/** @param {number} pid */
function note(pid) {
  return { pid, command: commandOf(pid) };
}

/**
 * The command is compared too, since process ids are used again after a reboot.
 *
 * @param {{ pid: number, command: string }} noted
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

/** @param {number} pid */
function end(pid) {
  try {
    process.kill(pid, 'SIGTERM');
  } catch {
    return;
  }
  for (const until = Date.now() + 10_000; Date.now() < until && commandOf(pid) !== ''; ) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}
