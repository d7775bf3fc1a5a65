import { RawValue } from '@temporalio/common';
import { expect, test } from 'vitest';
import { createPlanCodec } from './createPlanCodec.ts';
import { payloadConverter } from './planPayloadConverter.ts';
import { planRef } from './planRef.ts';

const encoder = new TextEncoder();
const plan = { hash: 'abc', steps: {} };

function counting() {
  const asked: unknown[] = [];
  const codec = createPlanCodec(async (name) => {
    asked.push(name);
    return encoder.encode(JSON.stringify(plan));
  });
  return { asked, codec };
}

test('a plan travels by its name, and the worker’s codec brings its content', async () => {
  const { asked, codec } = counting();
  const sent = planRef('abc', 'w1').payload;
  expect(JSON.parse(new TextDecoder().decode(sent.data ?? undefined))).toEqual({ workspaceId: 'w1', hash: 'abc' });

  const [received] = await codec.decode([sent]);
  expect(asked).toEqual([{ workspaceId: 'w1', hash: 'abc' }]);
  expect(payloadConverter.fromPayload(received ?? {})).toEqual(plan);
});

test('one parsed plan serves every workflow of a worker', async () => {
  const { codec } = counting();
  const [one, two] = await codec.decode([planRef('abc', 'w1').payload, planRef('abc', 'w1').payload]);
  expect(payloadConverter.fromPayload(one ?? {})).toBe(payloadConverter.fromPayload(two ?? {}));
});

test('every other payload is left alone', async () => {
  const { asked, codec } = counting();
  const payload = new RawValue({ hash: 'abc' }).payload;
  expect(await codec.decode([payload])).toEqual([payload]);
  expect(asked).toEqual([]);
  expect(payloadConverter.fromPayload(payload)).toEqual({ hash: 'abc' });
});

test('a plan that cannot be loaded makes the task fail, to be tried again', async () => {
  const codec = createPlanCodec(async () => {
    throw new Error('database is away');
  });
  await expect(codec.decode([planRef('abc', 'w1').payload])).rejects.toThrow('database is away');
});
