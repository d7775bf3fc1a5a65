import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Who runs the database, and how: `prefix` is put before each command.
 *
 * @typedef {{ uid?: number, gid?: number, prefix: string[] }} ServerUser
 */

/**
 * PostgreSQL refuses to run as root: then it runs as the system's user `postgres`, who is made if missing. Anyone else runs it as themselves.
 *
 * @param {{ folders: string[] }} options folders that the server must reach
 * @returns {Promise<ServerUser>}
 */
export async function findServerUser({ folders }) {
  if (process.getuid?.() !== 0) return { prefix: [] };

  const { uid, gid } = await findPostgresUser().catch(async () => {
    await run('groupadd', ['--system', 'postgres']).catch(() => undefined);
    await run('useradd', ['--system', '--gid', 'postgres', '--no-create-home', 'postgres']).catch((cause) => {
      throw new Error('PostgreSQL does not run as root and the user "postgres" could not be made. Start as an ordinary user, or set DATABASE_URL.', { cause });
    });
    return await findPostgresUser();
  });

  const closed = await findClosedFolder(folders, { uid, gid });
  if (closed === null) return { uid, gid, prefix: [] };

  // A checkout below /root: the server keeps root's right to pass closed folders, and nothing else of root.
  const caps = '+dac_override,+dac_read_search';
  const prefix = [
    'setpriv',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--securebits=+no_setuid_fixup',
    `--inh-caps=${caps}`,
    `--ambient-caps=${caps}`,
    '--',
  ];
  await run(prefix[0] ?? '', [...prefix.slice(1), 'true']).catch((cause) => {
    throw new Error(
      `PostgreSQL does not run as root, and the user "postgres" cannot enter ${closed}. Start as an ordinary user, or move the project and its data folder to a place that everyone can enter.`,
      { cause },
    );
  });
  return { prefix, uid, gid };
}

async function findPostgresUser() {
  const [uid, gid] = await Promise.all(['-u', '-g'].map(async (flag) => Number((await run('id', [flag, 'postgres'])).stdout)));
  if (uid === undefined || gid === undefined) throw new Error('No user "postgres"');
  return { uid, gid };
}

/**
 * The first folder on the ways that this user may not pass, or null.
 *
 * @param {string[]} folders
 * @param {{ uid: number, gid: number }} user
 */
async function findClosedFolder(folders, { uid, gid }) {
  for (const folder of folders) {
    for (let at = resolve(folder), last = ''; at !== last; last = at, at = dirname(at)) {
      const facts = await stat(at).catch(() => null);
      if (facts === null) continue;
      const isOpen = facts.mode & 0o001 || (facts.gid === gid && facts.mode & 0o010) || (facts.uid === uid && facts.mode & 0o100);
      if (!isOpen) return at;
    }
  }
  return null;
}
