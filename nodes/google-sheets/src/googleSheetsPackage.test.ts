import { checkPackage, createNodeHarness, type NodeHarness } from '@noi/node-testing';
import { expect, test } from 'vitest';
import { appendRow } from './actions/appendRow.ts';
import { readCells, spreadsheetId } from './api/spreadsheet.ts';
import { googleSheetsPackage } from './index.ts';
import { demoBooks } from './sandbox/demoBooks.ts';

const [id = ''] = Object.keys(demoBooks);
const place = { spreadsheet: `https://docs.google.com/spreadsheets/d/${id}/edit#gid=0`, sheet: 'Đơn hàng' };
const row = { 'Mã đơn': '100020', 'Điện thoại': '0912345678', 'Tổng tiền': 1250000, 'Ghi chú': '=IMPORTXML("https://x")' };
const start = () => createNodeHarness(googleSheetsPackage);
const cellsOf = (harness: NodeHarness) => readCells(harness.http(), { ...place, cells: 'A2:Z9' });

test('the package keeps the rules of node packages and its emulator works', async () => {
  expect(await checkPackage(googleSheetsPackage)).toEqual([]);
});

test('a row goes below the others, each value under its heading, as it was written', async () => {
  await using harness = await start();
  expect(await harness.run(appendRow, { ...place, row }, { idempotencyKey: 'run-1' })).toEqual({ row: 2 });
  expect(await harness.run(appendRow, { ...place, row: { 'Mã đơn': '100021' } }, { idempotencyKey: 'run-2' })).toEqual({ row: 3 });
  expect(await cellsOf(harness)).toEqual([
    ['', '100020', '', '0912345678', '1250000', '=IMPORTXML("https://x")', 'run-1'],
    ['', '100021', '', '', '', '', 'run-2'],
  ]);
});

test('a row whose answer was lost is found by its key', async () => {
  await using harness = await start();
  const request = { ...place, row };
  expect(await harness.lookUp(appendRow, request, { idempotencyKey: 'run-1' })).toEqual({ found: 'absent' });
  await harness.run(appendRow, request, { idempotencyKey: 'run-1' });
  expect(await harness.lookUp(appendRow, request, { idempotencyKey: 'run-1' })).toEqual({ found: 'yes', output: { row: 2 } });
});

test('the form asks for the columns of the sheet that was chosen', async () => {
  await using harness = await start();
  expect((await harness.options(appendRow, 'sheet', { input: place })).map(({ value }) => value)).toEqual(['Đơn hàng', 'Hoàn tiền', 'Ghi danh']);
  const { fields } = await harness.dynamicFields(appendRow, 'row', place);
  expect(fields.map(({ key }) => key)).toEqual(['Ngày đặt', 'Mã đơn', 'Khách', 'Điện thoại', 'Tổng tiền', 'Ghi chú']);
  expect(await harness.dynamicFields(appendRow, 'row', {})).toEqual({ fields: [] });
});

test.each([
  [{ ...place, spreadsheet: 'https://example.com' }, 'invalid_input', 'spreadsheet'],
  [{ ...place, spreadsheet: '1KhongCoTrangTinhNay' }, 'rejected', 'spreadsheet'],
  [{ ...place, sheet: 'Không có' }, 'rejected', 'sheet'],
  [{ ...place, row: { 'Cột đã xoá': 'x' } }, 'invalid_input', 'row.Cột đã xoá'],
])('%j is refused at its field', async (change, kind, field) => {
  await using harness = await start();
  await expect(harness.run(appendRow, { row: {}, ...change })).rejects.toMatchObject({ kind, options: { field } });
});

test('the account signs for its own tokens: an old one is refused, a new one goes, and a foreign key gets none', async () => {
  let now = Date.parse('2026-11-25T03:00:00.000Z');
  await using harness = await createNodeHarness(googleSheetsPackage, { clock: { now: () => new Date(now) } });
  const { refresh } = harness.connection;
  expect(refresh?.isDue(harness.values, new Date(now))).toBe(false);
  now += 3_600_000;
  expect(refresh?.isDue(harness.values, new Date(now))).toBe(true);
  await expect(harness.run(appendRow, { ...place, row })).rejects.toMatchObject({ kind: 'unauthorized' });

  const values = await harness.refresh();
  expect(await harness.run(appendRow, { ...place, row }, { values })).toEqual({ row: 2 });
  expect(await harness.test(values)).toEqual({ account: expect.stringMatching(/@chay-thu\.iam\.gserviceaccount\.com$/) });

  await using other = await start();
  const stolen = JSON.stringify({ ...JSON.parse(harness.values.keyFile ?? ''), private_key: JSON.parse(other.values.keyFile ?? '').private_key });
  await expect(harness.refresh({ keyFile: stolen })).rejects.toMatchObject({ kind: 'unauthorized' });
  await expect(harness.refresh({ keyFile: '{}' })).rejects.toMatchObject({ kind: 'unauthorized', text: { vi: expect.stringContaining('JSON') } });
});

test.each([
  ['https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKl/edit?usp=sharing', '1AbCdEfGhIjKl'],
  [' 1AbCdEfGhIjKl ', '1AbCdEfGhIjKl'],
])('%s names a spreadsheet', (text, named) => {
  expect(spreadsheetId(text)).toBe(named);
});
