import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, '.cache', 'types');

/**
 * Checks the types of every room. Rooms with the same settings go as one program: each alone would read the rooms that it builds on anew,
 * which takes four times as long and finds the same.
 */
function checkTypes() {
  /** @type {Map<string, { room: string, settings: { extends: string, include: string[] } }[]>} */
  const programs = new Map();
  for (const room of rooms()) {
    const { include, ...settings } = JSON.parse(readFileSync(join(root, room, 'tsconfig.json'), 'utf8'));
    // What a room of the browser adds to the types of a library stays with it.
    const key = settings.extends.endsWith('/react.json') ? room : JSON.stringify(settings);
    programs.set(key, [...(programs.get(key) ?? []), { room, settings: { ...settings, include } }]);
  }
  mkdirSync(folder, { recursive: true });
  const codes = [...programs.values()].map((members, at) => {
    const [first] = members;
    if (first === undefined) throw new Error('A program without rooms');
    const include = members.flatMap(({ room, settings }) => settings.include.map((place) => relative(folder, join(root, room, place))));
    const file = join(folder, `${at}.json`);
    writeFileSync(file, JSON.stringify({ ...first.settings, include }));
    return spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', file], { cwd: root, stdio: 'inherit' }).status ?? 1;
  });
  process.exitCode = Math.max(...codes);
}

/** Every folder of the workspaces that has types to check. @returns {string[]} */
function rooms() {
  const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return workspaces.flatMap((/** @type {string} */ pattern) => {
    const parent = pattern.replace(/\/\*$/, '');
    const found = parent === pattern ? [pattern] : readdirSync(join(root, parent)).map((name) => `${parent}/${name}`);
    return found.filter((room) => readdirSync(join(root, room)).includes('tsconfig.json'));
  });
}

checkTypes();
