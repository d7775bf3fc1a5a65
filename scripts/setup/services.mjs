import { spawn } from 'node:child_process';

/**
 * @typedef {object} RunningService
 * @property {number} pid
 * @property {Promise<unknown>} exited
 * @property {() => Promise<void>} close
 *
 * @typedef {object} ServiceOptions
 * @property {string} name
 * @property {() => Promise<RunningService>} start
 * @property {(pid: number) => void} onPid
 * @property {(line: string) => void} log
 */

/**
 * Starts a service and starts it again whenever it ends by itself, until it is closed. The first start must succeed.
 *
 * @param {ServiceOptions} options
 */
export async function keepRunning({ name, start, onPid, log }) {
  let closing = false;
  let running = await start();
  onPid(running.pid);

  const watch = async () => {
    for (let failures = 0; ; ) {
      const began = Date.now();
      await running.exited;
      if (closing) return;
      failures = Date.now() - began > 30_000 ? 0 : failures + 1;
      const pause = Math.min(250 * 2 ** failures, 15_000);
      log(`${name} ended by itself; starting it again in ${pause / 1000} s`);
      await new Promise((resolve) => setTimeout(resolve, pause));
      for (let started = false; !started && !closing; ) {
        try {
          running = await start();
          onPid(running.pid);
          if (closing) await running.close();
          started = true;
        } catch (error) {
          log(`${name} did not start: ${error instanceof Error ? error.message : error}`);
          await new Promise((resolve) => setTimeout(resolve, 5_000));
        }
      }
      if (closing) return;
    }
  };
  void watch();

  return {
    async close() {
      closing = true;
      await running.close();
    },
  };
}

/**
 * Starts one of our own programs. It gets a group of its own, so that Ctrl-C in a terminal reaches only the start script, which ends it in order.
 *
 * @param {{ args: string[], env: NodeJS.ProcessEnv, cwd?: string, log: (line: string) => void }} options
 * @returns {Promise<RunningService>}
 */
export async function program({ args, env, cwd, log }) {
  const child = spawn(process.execPath, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' });
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (chunk) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.trim()) log(line);
    });
  }
  const exited = new Promise((resolve) => child.on('exit', resolve));
  return {
    pid: child.pid ?? -1,
    exited,
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      // A worker waits up to 26 s for a provider that hangs before it gives the call up.
      const forced = setTimeout(() => child.kill('SIGKILL'), 30_000);
      await exited;
      clearTimeout(forced);
    },
  };
}

/**
 * Waits until an address answers 2xx.
 *
 * @param {string} url
 * @param {number} timeoutMs
 */
export async function waitFor(url, timeoutMs) {
  let last = 'no answer';
  for (const until = Date.now() + timeoutMs; Date.now() < until; ) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      if (response.ok) return;
      last = `${response.status} ${(await response.text()).slice(0, 300)}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error(`${url} is not ready after ${timeoutMs / 1000} s: ${last.split('\n')[0]}`);
}
