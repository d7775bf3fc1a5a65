import { execFile, spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@noi/ports';
import { dynamicConfig } from './dynamicConfig.mjs';
import { obtainTemporal } from './obtainTemporal.mjs';

/**
 * @typedef {object} TemporalOptions
 * @property {string} [dataDir] Folder of the server's one SQLite file; without it nothing is kept.
 * @property {number} [port] gRPC port; a free one when left out.
 * @property {number} [uiPort] Web UI port; a free one when left out.
 * @property {(line: string) => void} log
 *
 * @typedef {object} RunningTemporal
 * @property {string} address `127.0.0.1:<port>`
 * @property {string} uiUrl
 * @property {string} way Where the server program came from, in words.
 * @property {number} pid
 * @property {Promise<number | null>} exited Resolves with the exit code when the server ends, for whatever reason.
 * @property {() => Promise<void>} close
 */

/**
 * Starts a real Temporal server on loopback, durable in one SQLite file, and waits until it answers.
 * Runs in a process group of its own, so that Ctrl-C in a terminal reaches only its caller, which ends it in order.
 *
 * @param {TemporalOptions} options
 * @returns {Promise<RunningTemporal>}
 */
export async function startTemporal(options) {
  const { dataDir, log } = options;
  const { path, way } = await obtainTemporal({ log });
  if (dataDir) await mkdir(dataDir, { recursive: true });
  for (let starts = 1; ; starts += 1) {
    try {
      return { way, ...(await launch(path, options)) };
    } catch (error) {
      // Of the ports that it chooses by itself another program may have taken one in the same moment.
      if (!(error instanceof EndedAtOnce) || starts === 3) throw error;
      log(`${error.message} Starting it again.`);
    }
  }
}

class EndedAtOnce extends Error {}

/**
 * @param {string} program
 * @param {Omit<TemporalOptions, 'log'>} options
 * @returns {Promise<Omit<RunningTemporal, 'way'>>}
 */
async function launch(program, { dataDir, port, uiPort }) {
  const grpc = port ?? (await freePort());
  const ui = uiPort ?? (await freePort());
  const args = ['server', 'start-dev', '--ip', '127.0.0.1', '--port', `${grpc}`, '--ui-port', `${ui}`, '--metrics-port', `${await freePort()}`];
  args.push('--namespace', 'default', '--log-level', 'error');
  if (dataDir) args.push('--db-filename', join(dataDir, 'temporal.db'), '--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=full');
  for (const [key, value] of Object.entries(dynamicConfig)) args.push('--dynamic-config-value', `${key}=${value}`);

  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], detached: process.platform !== 'win32' });
  let tail = '';
  child.stderr.on('data', (chunk) => {
    tail = (tail + chunk).slice(-2000);
  });
  /** @type {Promise<number | null>} */
  const exited = new Promise((resolve) => {
    // After its last words.
    child.on('close', (code) => resolve(code));
    child.on('error', () => resolve(-1));
  });

  const close = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const forced = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await exited;
    clearTimeout(forced);
  };
  const ended = exited.then((code) => {
    throw new EndedAtOnce(`The Temporal server ended at once (code ${code}). ${tail.trim().split('\n').at(-1) ?? ''}`);
  });
  try {
    await Promise.race([waitForPort(grpc, 60_000).then(() => keepHistories(program, `127.0.0.1:${grpc}`)), ended]);
  } catch (error) {
    await close();
    throw error;
  }
  ended.catch(() => {});
  return { address: `127.0.0.1:${grpc}`, uiUrl: `http://127.0.0.1:${ui}`, pid: child.pid ?? -1, exited, close };
}

/**
 * Raises how long ended workflows can be read (the server's default is one day). Succeeds only once the namespace is there, so it also tells
 * when the server is ready.
 *
 * @param {string} program
 * @param {string} address
 * @returns {Promise<void>}
 */
async function keepHistories(program, address) {
  for (let tries = 1; ; tries += 1) {
    try {
      await promisify(execFile)(program, ['operator', 'namespace', 'update', '--address', address, '--namespace', 'default', '--retention', '30d'], {
        timeout: 15_000,
      });
      return;
    } catch (error) {
      if (tries === 40) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

/**
 * @param {number} port
 * @param {number} timeoutMs
 * @returns {Promise<void>}
 */
async function waitForPort(port, timeoutMs) {
  const end = Date.now() + timeoutMs;
  while (Date.now() < end) {
    if (await answers(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The Temporal server did not answer on port ${port} within ${timeoutMs / 1000} s`);
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function answers(port) {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
