import type { Plan } from '@noi/flow/run';
import { anAction, aPlan, aTrigger, aWait } from '@noi/flow/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, test } from 'vitest';
import { createPlanCodec } from './createPlanCodec.ts';
import { type GoldenHistory, historiesOf, readGolden } from './testing/golden/GoldenHistory.ts';
import { scenarios } from './testing/golden/scenarios.ts';
import { silentTimerSinks } from './testing/silentTimerSinks.ts';
import { workflowBundleFile } from './testing/workflowBundleFile.ts';
import { workflowVm } from './workflowVm.ts';

const golden = readGolden();
let bundle: { readonly codePath: string };
beforeAll(async () => {
  const logger = new DefaultLogger('ERROR');
  Runtime.install({ logger, telemetryOptions: { logging: { filter: 'OFF', forward: {} } } });
  bundle = { codePath: await workflowBundleFile() };
});

/** Why each history does not fit today's interpreter and adapter; nothing for those that do. No server is needed. */
async function misfits(all: Readonly<Record<string, GoldenHistory>>): Promise<Record<string, string>> {
  const plans = new Map(Object.values(all).map(({ plan }) => [plan.hash, plan]));
  const lives = Object.entries(all).flatMap(([name, { histories }]) => histories.map((history) => ({ workflowId: name, history })));
  const found: Record<string, string> = {};
  const load = async ({ hash }: { hash: string }) => new TextEncoder().encode(JSON.stringify(plans.get(hash)));
  for await (const { workflowId, error } of Worker.runReplayHistories(
    { ...workflowVm, workflowBundle: bundle, sinks: silentTimerSinks, dataConverter: { payloadCodecs: [createPlanCodec(load)] } },
    lives,
  )) {
    if (error !== undefined) found[workflowId] = String(error.cause ?? error);
  }
  return found;
}

test('running flows of every construct go on under today’s interpreter', async () => {
  expect(Object.keys(golden).sort()).toEqual(
    Object.keys(scenarios)
      .flatMap((scenario) => historiesOf(scenario).map(({ name }) => name))
      .sort(),
  );
  expect(await misfits(golden)).toEqual({});
});

test('every kind of step is among them', () => {
  const kinds = new Set(Object.values(golden).flatMap(({ plan }) => Object.values(plan.steps).map(({ kind }) => kind)));
  expect([...kinds].sort()).toEqual(everyKind);
});

const everyKind: Plan['steps'][string]['kind'][] = [
  ...(['action', 'approval', 'errorHandler', 'fail', 'first', 'forEach', 'if', 'parallel', 'repeat', 'set'] as const),
  ...(['split', 'stop', 'subflow', 'switch', 'trigger', 'wait', 'waitForEvent'] as const),
];

describe('a replay fails', () => {
  const waiting = (name: string): GoldenHistory => {
    const found = golden[name];
    if (found === undefined) throw new Error(`No golden history ${name}`);
    return found;
  };

  test.each<[string, () => GoldenHistory]>([
    [
      'when a step became another',
      () => ({ ...waiting('if'), plan: { ...aPlan({ start: aTrigger(), rest: aWait(9) }, ['start.next>rest']), hash: 'golden-if' } }),
    ],
    [
      'when a flow has one step more',
      () => {
        const { plan, ...rest } = waiting('slow-step');
        const longer = aPlan({ start: aTrigger(), slow: anAction({ slow: true }), next: anAction(), more: anAction() }, [
          'start.next>slow',
          'slow.next>next',
          'next.next>more',
        ]);
        return { ...rest, plan: { ...longer, hash: plan.hash } };
      },
    ],
    ['when another activity was asked', () => JSON.parse(JSON.stringify(waiting('slow-step')).replaceAll('"name":"executeStep"', '"name":"awaitStep"'))],
  ])('%s', async (_what, tampered) => {
    expect(Object.keys(await misfits({ tampered: tampered() }))).toEqual(['tampered']);
  });
});
