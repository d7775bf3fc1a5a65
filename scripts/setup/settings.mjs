import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Refusal } from './fail.mjs';

/**
 * @typedef {object} Settings
 * @property {number} port Public port of the one origin.
 * @property {string} dataDir Absolute path.
 */

/**
 * Command line over environment over defaults.
 *
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {string} root
 * @returns {Settings}
 */
export function readSettings(args, env, root) {
  let port = env.NOI_PORT ?? '4321';
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    if (arg === '--port') {
      i += 1;
      port = args[i] ?? '';
    } else if (arg.startsWith('--port=')) port = arg.slice('--port='.length);
    else throw new Refusal(`Unknown option ${arg}. Known: --port <number>.`);
  }
  const number = Number(port);
  if (!Number.isInteger(number) || number < 1 || number > 65_535)
    throw new Refusal(`"${port}" is not a port. Give a number from 1 to 65535, as in --port 4321.`);
  return { port: number, dataDir: resolve(root, env.NOI_DATA_DIR || 'data') };
}

/**
 * Keys that outlive restarts, made on the first start. The file is readable by its owner only and stays out of the database and of backups of it.
 *
 * @param {string} dataDir
 * @returns {{ secretKey: string, authSecret: string, sandboxKey: string }}
 */
export function readKeys(dataDir) {
  const file = join(dataDir, 'keys.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const keys = { secretKey: randomBytes(32).toString('hex'), authSecret: randomBytes(32).toString('hex'), sandboxKey: randomBytes(24).toString('hex') };
  writeFileSync(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  return keys;
}
