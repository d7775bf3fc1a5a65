import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Every process of this machine whose command line holds a text, such as a data folder. */
export function processesNaming(part: string): { pid: number; command: string }[] {
  return allProcesses().filter(({ pid, command }) => pid !== process.pid && command.includes(part));
}

/** Addresses on which these processes listen, as `127.0.0.1:4321`. */
export function listeningAddresses(pids: readonly number[]): string[] {
  if (existsSync('/proc/net/tcp')) return pids.flatMap(socketsOf);
  const listed = execFileSync('lsof', ['-nP', '-iTCP', '-sTCP:LISTEN', '-a', '-p', pids.join(','), '-Fn'], { encoding: 'utf8' });
  return [...listed.matchAll(/^n(.+)$/gm)].map(([, address]) => address ?? '');
}

function allProcesses(): { pid: number; command: string }[] {
  if (existsSync('/proc/self/cmdline')) {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => ({ pid: Number(name), command: textOf(`/proc/${name}/cmdline`).replaceAll('\0', ' ') }));
  }
  const lines = execFileSync('ps', ['-Ao', 'pid=,command='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => ({ pid: Number.parseInt(line, 10), command: line.trim().replace(/^\d+\s+/, '') }));
}

function socketsOf(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  const own = new Set(readdirSync(folder).map((name) => linkOf(`${folder}/${name}`)));
  return ['tcp', 'tcp6'].flatMap((kind) =>
    textOf(`/proc/${pid}/net/${kind}`)
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === '0A' && own.has(`socket:[${inode}]`))
      .map(([, local = '']) => readable(local)),
  );
}

/** The kernel prints addresses as words of the machine's byte order in hex. */
function readable(local: string): string {
  const [address = '', port = ''] = local.split(':');
  const words = address.match(/.{8}/g) ?? [];
  const bytes = words.flatMap((word) => (word.match(/../g) ?? []).reverse().map((byte) => Number.parseInt(byte, 16)));
  const name = bytes.length === 4 ? bytes.join('.') : isLoopback6(bytes) ? '::1' : `[${address}]`;
  return `${name}:${Number.parseInt(port, 16)}`;
}

function isLoopback6(bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => byte === (index === 15 ? 1 : 0));
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The process ended while it was looked at.
    return '';
  }
}

function linkOf(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}
