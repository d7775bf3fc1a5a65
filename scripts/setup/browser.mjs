import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Refusal } from './fail.mjs';
import { step } from './progress.mjs';

/**
 * A browser for the journeys: the system's Chromium, else Playwright's, else the system's package manager where that is allowed.
 *
 * @param {string} root
 * @returns {Promise<string>} Path of the executable.
 */
export async function obtainBrowser(root) {
  return (
    onSystem() ??
    (await ofPlaywright()) ??
    (await step('Browser: trying Playwright’s download', () => downloaded(root))) ??
    (await step('Browser: installing Chromium', () => byPackageManager())) ??
    refuse()
  );
}

function onSystem() {
  if (process.env.NOI_BROWSER) return process.env.NOI_BROWSER;
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const places = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [...places, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'].find((file) => existsSync(file)) ?? null;
}

async function ofPlaywright() {
  const { chromium } = await import('@playwright/test');
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : null;
}

/** @param {string} root */
async function downloaded(root) {
  spawnSync(process.execPath, [join(root, 'node_modules/@playwright/test/cli.js'), 'install', 'chromium'], { stdio: 'ignore', timeout: 300_000 });
  return ofPlaywright();
}

async function byPackageManager() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  const options = { stdio: /** @type {const} */ ('ignore'), env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, timeout: 600_000 };
  spawnSync('apt-get', ['update', '-qq'], options);
  spawnSync('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-core'], options);
  return onSystem();
}

/** @returns {never} */
function refuse() {
  throw new Refusal('No browser for the journeys. Install Chromium or Chrome, or set NOI_BROWSER to its path, then run the command again.');
}
