import { type TestTemporal, testTemporal } from '@noi/temporal-server/testing';
import { workflowBundleFile } from '@noi/temporal-workflows/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { movePoints } from './moves/MovePoint.ts';
import { aMovingHouse, later, send } from './testing/aMovingHouse.ts';

let temporal: TestTemporal;
beforeAll(async () => {
  [temporal] = await Promise.all([testTemporal(), workflowBundleFile()]);
});
afterAll(() => temporal?.[Symbol.asyncDispose]());

const points = [...movePoints, 'started', 'marked'] as const;

test('a worker killed between every two steps of a move loses no run, runs none twice and sends nothing twice', { timeout: 400_000 }, async () => {
  await using house = await aMovingHouse(temporal.address);
  const former = await house.worker();
  const flows = await Promise.all(
    points.map(async (point) => {
      const codes = ['1', '2', '3'].map((nr) => `${point} ${nr}`);
      return { point, codes, flow: await house.waitingRuns(codes, [send('first'), later(3, 'days'), send('second')]) };
    }),
  ).finally(() => former[Symbol.asyncDispose]());

  for (const { point, flow } of flows) {
    await flow.publish([send('first'), later(1, 'seconds'), send('second', 'sooner')], 'move');
    expect(`${point}: ${await house.doomedWorker({ killAtPoint: point })}`).toBe(`${point}: SIGKILL`);
  }

  await using fresh = await house.worker();
  for (const { point, codes, flow } of flows) {
    for (const code of codes) {
      expect(await flow.ended(code), `${point}\n${fresh.log.join('\n')}`).toMatchObject({ state: 'done', version: 2 });
      expect(flow.texts(code)).toEqual([`first ${code}`, `sooner ${code}`]);
    }
  }
});
