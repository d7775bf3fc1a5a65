import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { flatWords } from './testing/flatWords.ts';
import { vi } from './vi/index.ts';

const src = join(import.meta.dirname, '..');
const known = Object.keys(flatWords(vi));

/** Everything that may ask for words: the app's own code, without the words and the tests. */
const code = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && !/^words[\\/](vi|en)[\\/]/.test(path))
  .map((path) => readFileSync(join(src, path), 'utf8'))
  .join('\n');

const areas = Object.keys(vi).join('|');
const literals = new Set([...code.matchAll(new RegExp(`['"\`]((?:${areas})\\.[\\w.]+)['"\`]`, 'g'))].map(([, key = '']) => key));
/** `t(\`runs.state.${state}\`)` asks for one word of many. */
const patterns = [...code.matchAll(new RegExp(`\`((?:${areas})\\.[^\`]*\\$\\{[^\`]*)\``, 'g'))].map(
  ([, template = '']) =>
    new RegExp(
      `^${template
        .replace(/\$\{[^}]*\}/g, '§')
        .replace(/[.*+?^()|[\]\\]/g, '\\$&')
        .replaceAll('§', '[\\w]+')}$`,
    ),
);
/** Counted words stand under their forms. */
const asked = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '');

test('every word has its place on the screen', () => {
  const unused = known.filter((key) => !literals.has(asked(key)) && !patterns.some((pattern) => pattern.test(asked(key))));
  expect(unused).toEqual([]);
});

test('every word that is asked for is there', () => {
  const there = new Set(known.map(asked));
  const calls = [...code.matchAll(/\bt\(\s*'([\w.]+)'/g)].map(([, key = '']) => key);
  expect(calls.length).toBeGreaterThan(500);
  expect(calls.filter((key) => !there.has(key))).toEqual([]);
});
