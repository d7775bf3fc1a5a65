import { z } from 'zod';
import { defineRoute } from '../rest/defineRoute.ts';
import { Id, Ok } from '../trpc/wire.ts';
import { readTests, tryTests } from './listTests.ts';
import { dropTest, SavedTest, saveTest } from './saveTest.ts';
import { TestDraft, TestRun, TestView } from './testViews.ts';

const OfFlow = z.object({ id: Id });
const OneTest = z.object({ id: Id, testId: Id });

/** A flow's own tests in the public API. */
export const flowTestRoutes = [
  defineRoute({
    id: 'listTests',
    method: 'GET',
    path: '/flows/{id}/tests',
    summary: 'The flow’s own tests',
    params: OfFlow,
    status: 200,
    response: z.object({ tests: z.array(TestView) }),
    handle: async (ctx, { params }) => ({ tests: await readTests(ctx, params.id) }),
  }),
  defineRoute({
    id: 'createTest',
    method: 'POST',
    path: '/flows/{id}/tests',
    summary: 'Keeps a scenario with what must come of it; it is tried before each publish',
    params: OfFlow,
    body: TestDraft,
    status: 201,
    response: SavedTest,
    handle: (ctx, { params, body }) => saveTest(ctx, { ...body, id: params.id }),
  }),
  defineRoute({
    id: 'replaceTest',
    method: 'PUT',
    path: '/flows/{id}/tests/{testId}',
    summary: 'Changes one of the flow’s tests',
    params: OneTest,
    body: TestDraft,
    status: 200,
    response: SavedTest,
    handle: (ctx, { params, body }) => saveTest(ctx, { ...body, ...params }),
  }),
  defineRoute({
    id: 'removeTest',
    method: 'POST',
    path: '/flows/{id}/tests/{testId}/remove',
    summary: 'Removes one of the flow’s tests',
    params: OneTest,
    status: 200,
    response: Ok,
    handle: (ctx, { params }) => dropTest(ctx, params),
  }),
  defineRoute({
    id: 'runTests',
    method: 'POST',
    path: '/flows/{id}/tests/run',
    summary: 'Tries the draft with all of its tests; nothing is sent',
    params: OfFlow,
    status: 200,
    response: z.object({ results: z.array(TestRun) }),
    handle: async (ctx, { params }) => ({ results: await tryTests(ctx, params.id) }),
  }),
];
