import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { step } from './progress.mjs';

const rooms = ['packages', 'nodes', 'temporal', 'apps'];
const left = new Set(['node_modules', 'dist', 'generated', 'e2e', 'test-results', '.turbo']);

/**
 * Builds everything that runs, unless the sources are those of the last build.
 *
 * @param {string} root
 */
export async function buildIfNeeded(root) {
  const stamp = join(root, '.cache', 'build');
  const wanted = fingerprint(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const { build } = await import(pathToFileURL(join(root, 'scripts', 'build.mjs')).href);
  await step('Building', () => build());
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(stamp, wanted);
}

/**
 * Names, sizes and times of all sources: cheap, and changes whenever an edit or a checkout does.
 *
 * @param {string} root
 */
function fingerprint(root) {
  const hash = createHash('sha256').update(process.versions.node);
  for (const file of ['package-lock.json', 'scripts/build.mjs', ...rooms.flatMap((room) => filesUnder(root, room))]) {
    const { size, mtimeMs } = statSync(join(root, file));
    hash.update(`${file}:${size}:${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
function filesUnder(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !left.has(entry.name) && !entry.name.includes('.test.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(root, `${folder}/${entry.name}`) : [`${folder}/${entry.name}`]));
}
