import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { flatWords } from './testing/flatWords.ts';
import { vi } from './vi/index.ts';

// The rules are those of docs/tieng-viet.md; whoever changes one changes both.
const root = join(import.meta.dirname, '../../../..');
const rooms = ['packages', 'nodes', 'apps', 'temporal'];

function sources(folder: string): readonly string[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return paths
    .filter((path) => /[\\/]src[\\/].*\.tsx?$/.test(path) && !/node_modules|[\\/]dist[\\/]|generated|\.test\.|[\\/]testing[\\/]/.test(path))
    .map((path) => join(folder, path));
}

/** Vietnamese that the product says from data: titles of nodes, issues, reasons, templates. */
const said = rooms
  .flatMap((room) => sources(join(root, room)))
  .flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/\bvi: (['`"])((?:\\.|(?!\1).)*)\1/g)].map(([, , words = '']) => [path.slice(root.length + 1), words] as const),
  );
const all: readonly (readonly [string, string])[] = [...Object.entries(flatWords(vi)), ...said];
const plain = (words: string) => words.replace(/\$\{[^}]*\}|\{\{.*?\}\}/g, '');
const wrong = (fault: RegExp) => all.filter(([, words]) => fault.test(plain(words)));

test('the words of all rooms are read', () => {
  expect(said.length).toBeGreaterThan(1000);
});

test('nothing shouts', () => {
  expect(wrong(/!/)).toEqual([]);
});

test('things are called by their Vietnamese names', () => {
  expect(
    wrong(/\b(workflow|flow|node|trigger|action|step|run|draft|publish|template|import|export|click|login|log ?in|user|button|field|bug|error)\b/i),
  ).toEqual([]);
});

test('the reader is “bạn”, spoken to without flattery or blame', () => {
  expect(wrong(/(quý khách|quý vị|người dùng vui lòng|vui lòng|rất tiếc|bạn đã sai|không hợp lệ!|lỗi của bạn)/i)).toEqual([]);
});

test('money and quotation marks are written in the Vietnamese way', () => {
  expect(wrong(/\d\s?(vnd|vnđ)\b|\d(đ|Đ)(?![\p{L}])|"/iu)).toEqual([]);
});

test('numbers, dates and money in the browser are formatted in one place', () => {
  const own = sources(join(root, 'apps')).filter((path) => path.includes(join('apps', 'web', 'src')) && !/words[\\/]format\w*\.ts$/.test(path));
  expect(own.length).toBeGreaterThan(200);
  const raw = own.filter((path) => /\.toLocale(Date|Time)?String\(|new Intl\.(NumberFormat|DateTimeFormat)/.test(readFileSync(path, 'utf8')));
  expect(raw.map((path) => path.slice(root.length + 1))).toEqual([]);
});
