import { describe, expect, test } from 'vitest';
import { createLog } from './createLog.ts';
import { describeError } from './describeError.ts';
import { hidePersons } from './hidePersons.ts';

/** What one call leaves in the log. */
function written(write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  write(createLog({ program: 'worker', level: 'debug', to: { write: (line) => void lines.push(line) } }));
  return lines.map((line) => JSON.parse(line));
}

describe('a line without persons', () => {
  test.each([
    ['gọi 0912345678 không được', 'gọi <phone> không được'],
    ['số +84912345678', 'số <phone>'],
    ['84912345678 is not on Zalo', '<phone> is not on Zalo'],
    ['0912 345 678 và 091.234.5678', '<phone> và <phone>'],
    ['"recipient":"+84 912 345 678"', '"recipient":"<phone>"'],
    ['thư tới lan.nguyen+shop@mail.example.vn hỏng', 'thư tới <email> hỏng'],
  ])('%s', (line, hidden) => {
    expect(hidePersons(line)).toBe(hidden);
  });

  test.each([
    ['an id that begins like a number', '01963412-7812-7812-8999-091234567890'],
    ['an id of digits at the end of a workflow’s name', 'runs:019ab123-0912-7345-8678-012345678901:0'],
    ['a time', '"time":1763820000000'],
    ['a date', '2026-11-22T03:00:00.000Z'],
    ['a version', 'node 20.19.0'],
    ['a short code', 'đơn 100020'],
  ])('%s stays', (_what, line) => {
    expect(hidePersons(line)).toBe(line);
  });
});

test('a line is one JSON object with its program, level, time and facts', () => {
  const [line] = written((log) => log.warn({ workspaceId: 'w', runId: 'r', stepId: 's' }, 'a step failed'));
  expect(line).toMatchObject({ program: 'worker', level: 'warn', workspaceId: 'w', runId: 'r', stepId: 's', msg: 'a step failed' });
  expect(Number.isNaN(Date.parse(String(line?.time)))).toBe(false);
});

test('an error is told by class, code and place, without the data that was put into it', () => {
  const database = Object.assign(new Error('duplicate key\n values ("Nguyễn Thị Lan")'), { code: '23505', detail: 'Key (name)=(Nguyễn Thị Lan) exists' });
  const [line] = written((log) => log.error({ err: new Error('not stored', { cause: database }) }, 'delivery failed'));
  expect(line?.err).toMatchObject({ message: 'Error: not stored', stack: expect.stringContaining('at '), cause: { message: 'Error 23505: duplicate key' } });
  expect(JSON.stringify(line)).not.toContain('Lan');
});

test('what a provider or a parser quotes is left out', () => {
  expect(describeError(Object.assign(new Error('Lan has blocked the shop'), { name: 'NodeError', kind: 'rejected' }))).toBe('NodeError: rejected');
  let thrown: unknown;
  try {
    JSON.parse('Nguyễn Thị Lan');
  } catch (error) {
    thrown = error;
  }
  expect(describeError(thrown)).not.toContain('Nguy');
  const ofDatabase = (code: string, message: string) => Object.assign(new Error(message), { name: 'error', code });
  expect(describeError(ofDatabase('22P02', 'invalid input syntax for type uuid: "Lan, "chị""'))).toBe('error 22P02: invalid input syntax for type uuid: "…"');
  expect(describeError(ofDatabase('23505', 'violates unique constraint "run_pkey"'))).toContain('run_pkey');
});
