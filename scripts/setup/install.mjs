import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './fail.mjs';
import { step } from './progress.mjs';

/**
 * Brings node_modules to what package-lock.json says; nothing to do when it was done for this lock and this Node.
 *
 * @param {string} root
 */
export async function install(root) {
  const lock = join(root, 'package-lock.json');
  const wanted = createHash('sha256').update(readFileSync(lock)).update(process.versions.modules).digest('hex');
  const stamp = join(root, 'node_modules', '.noi-install');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  // Not `npm ci`: it refuses a lock file without the native parts of other platforms, which npm leaves out when it writes one.
  await step('Installing packages', () => npm(root, ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']));
  writeFileSync(stamp, wanted);
}

/**
 * @param {string} root
 * @param {string[]} args
 * @returns {Promise<void>}
 */
function npm(root, args) {
  return new Promise((resolve, reject) => {
    // npm sets npm_execpath for the scripts it runs; without it (plain `node scripts/start.mjs`) the command on the PATH serves.
    const cli = process.env.npm_execpath;
    const [command, first] = cli?.endsWith('.js') ? [process.execPath, [cli]] : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
    const child = spawn(command, [...first, ...args], { cwd: root, stdio: ['ignore', 'inherit', 'pipe'], shell: process.platform === 'win32' && !cli });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      said += chunk;
    });
    const endWithUs = () => child.kill();
    process.once('exit', endWithUs);
    child.on('error', (error) => reject(new Refusal(`npm could not be started (${error.message}). Install npm, then run the command again.`)));
    child.on('close', (code) => {
      process.off('exit', endWithUs);
      if (code === 0) resolve();
      else
        reject(
          new Refusal(`The packages could not be installed (${reason(said) || `npm ended with ${code}`}). Check the network, then run the command again.`),
        );
    });
  });
}

/**
 * The sentence of npm's report that says what went wrong, without the codes, paths and hints around it.
 *
 * @param {string} said
 */
function reason(said) {
  const lines = said
    .split('\n')
    .filter((line) => !line.startsWith('npm warn'))
    .map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim());
  return lines.find((line) => line !== '' && !/^(code|errno|syscall|type|path|dest) /.test(line))?.slice(0, 200) ?? '';
}
