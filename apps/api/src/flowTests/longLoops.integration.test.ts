import { type FlowGraph, type Step, tooManySteps } from '@noi/flow';
import { expect, test } from 'vitest';
import { aReviewFlow } from '../../test/aReviewFlow.ts';
import { aServer, type Shop, type TestServer } from '../../test/aServer.ts';

const startAt = '2026-11-22T03:00:00.000Z';
const scenario = { startAt, days: 30, events: [], approve: 'approved' };

/** The draft of the main job, with a loop of so many rounds in a loop of so many behind its first step. */
async function withLoops(server: TestServer, shop: Shop, rounds: number) {
  const flow = await aReviewFlow(server, shop);
  const { graph } = (await server.rest(shop, flow.at)).body as { graph: FlowGraph };
  const [first] = graph.edges;
  if (first === undefined) throw new Error('The flow has wires');
  const position = { x: 0, y: 0 };
  const loop = (id: string, parent?: string): Step => {
    const until = { combinator: 'and' as const, rules: [{ field: `steps.${id}.round`, operator: '>' as const, value: rounds }] };
    return { id, kind: 'repeat', position, until, most: rounds, ...(parent === undefined ? {} : { parent }) };
  };
  const body: Step = { id: 'body', kind: 'set', position, parent: 'inner', fields: [{ key: 'a', value: 'x' }] };
  const steps = { ...graph.steps, outer: loop('outer'), inner: loop('inner', 'outer'), body };
  const edges = [...graph.edges.slice(1), { ...first, to: 'outer' }, { id: 'out', from: 'outer', port: 'exhausted', to: first.to }];
  const { status, body: answer } = await server.rest(shop, flow.at, { method: 'PUT', body: { graph: { ...graph, steps, edges } } });
  if (status !== 200) throw new Error(JSON.stringify(answer));
  return {
    ...flow,
    addTest: (name: string) =>
      server.rest(shop, `${flow.at}/tests`, { method: 'POST', body: { name, scenario, expectations: [{ type: 'ends', state: 'failed' }] } }),
    run: async () => (await server.rest(shop, `${flow.at}/tests/run`, { method: 'POST' })).body.results,
  };
}

test('a trial of loops that would go on for long ends at the loop and says why', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const flow = await withLoops(server, shop, 1_000);
  expect(await server.rest(shop, `${flow.at}/simulate`, { method: 'POST', body: { startAt } })).toMatchObject({
    status: 200,
    body: { outcome: { state: 'failed', stepId: 'outer', error: { text: tooManySteps.text } }, messages: [] },
  });
});

test('a test of it fails for that reason, whatever it expects, and publishing goes on when somebody chooses so', async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const flow = await withLoops(server, shop, 1_000);
  await flow.addTest('Vòng lặp dài');
  const failed = [{ passes: false, problem: tooManySteps.text, expectations: [] }];
  expect(await flow.run()).toMatchObject(failed);
  expect(await flow.publish()).toMatchObject({ status: 422, body: { error: { code: 'tests_failed', tests: failed } } });
  expect(await flow.publish({ despiteTests: true })).toMatchObject({ status: 200, body: { number: 1 } });
});

test('all tests of a flow together take a bounded number of steps; those that come too late say so', { timeout: 120_000 }, async () => {
  await using server = await aServer();
  const shop = await server.shop('lan');
  const flow = await withLoops(server, shop, 1_000);
  for (let nr = 0; nr < 20; nr += 1) await flow.addTest(`Bài ${nr}`);
  const problems = ((await flow.run()) as { problem: { en: string } }[]).map(({ problem }) => problem.en);
  const walked = problems.filter((problem) => problem === tooManySteps.text.en);
  expect(walked.length).toBeGreaterThan(5);
  expect(walked.length).toBeLessThan(20);
  expect(problems.slice(walked.length).every((problem) => problem.startsWith('Not tried'))).toBe(true);
});
