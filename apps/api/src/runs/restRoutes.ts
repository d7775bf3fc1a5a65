import { StepId } from '@noi/flow';
import { z } from 'zod';
import { defineRoute } from '../rest/defineRoute.ts';
import { Id, Ok, PageSizeText } from '../trpc/wire.ts';
import { ContinueRun, continueRun } from './continueRun.ts';
import { readRun } from './getRun.ts';
import { ListRuns, RunPage, readRuns } from './listRuns.ts';
import { ResolveUnknown, resolveUnknown } from './resolveUnknown.ts';
import { Restarted, RestartRun, restartRun } from './restartRun.ts';
import { endRetry, Failures, ListFailures, RetryFailures, Retrying, RetryView, readFailures, readRetry, retryFailures } from './retries.ts';
import { RunDetail } from './runViews.ts';
import { endRun } from './stopRun.ts';

/** Runs of the public API. */
export const runRoutes = [
  defineRoute({
    id: 'listRuns',
    method: 'GET',
    path: '/runs',
    summary: 'Runs, newest first; `next` goes in as `before` for the page after',
    query: ListRuns.extend({ limit: PageSizeText }),
    status: 200,
    response: RunPage,
    handle: (ctx, { query }) => readRuns(ctx, query),
  }),
  defineRoute({
    id: 'getRun',
    method: 'GET',
    path: '/runs/{id}',
    summary: 'One run with its step runs, messages, document and event',
    params: z.object({ id: Id }),
    status: 200,
    response: RunDetail,
    handle: (ctx, { params }) => readRun(ctx, params.id),
  }),
  defineRoute({
    id: 'continueRun',
    method: 'POST',
    path: '/runs/{id}/steps/{stepId}/continue',
    summary: 'Ends a wait early; with `scope`, as the step runs of `getRun` name it, only there',
    params: z.object({ id: Id, stepId: StepId }),
    query: ContinueRun.pick({ scope: true }),
    status: 200,
    response: Ok,
    handle: (ctx, { params, query }) => continueRun(ctx, { runId: params.id, stepId: params.stepId, ...query }),
  }),
  defineRoute({
    id: 'resolveUnknown',
    method: 'POST',
    path: '/runs/{id}/resolve-unknown',
    summary: 'Says what became of a call of which nobody knows: it was done, do it again, or leave it; `token` is that of `questions` of the run',
    params: z.object({ id: Id }),
    body: ResolveUnknown.omit({ runId: true }),
    status: 200,
    response: Ok,
    handle: (ctx, { params, body }) => resolveUnknown(ctx, { ...body, runId: params.id }),
  }),
  defineRoute({
    id: 'restartRun',
    method: 'POST',
    path: '/runs/{id}/restart',
    summary: 'Makes a new run of one that has ended, from one of its steps on',
    params: z.object({ id: Id }),
    body: RestartRun.omit({ runId: true }),
    status: 201,
    response: Restarted,
    handle: (ctx, { params, body }) => restartRun(ctx, { ...body, runId: params.id }),
  }),
  defineRoute({
    id: 'listFailures',
    method: 'GET',
    path: '/failures',
    summary: 'Failed runs that nobody took up again, by cause, and what is being done again of them',
    query: ListFailures,
    status: 200,
    response: Failures,
    handle: (ctx, { query }) => readFailures(ctx, query),
  }),
  defineRoute({
    id: 'retryFailures',
    method: 'POST',
    path: '/failures/retry',
    summary: 'Does all failed runs of a cause again from the step that failed: a few first, the rest when these got through',
    body: RetryFailures,
    status: 201,
    response: Retrying,
    handle: (ctx, { body }) => retryFailures(ctx, body),
  }),
  defineRoute({
    id: 'getRetry',
    method: 'GET',
    path: '/retries/{id}',
    summary: 'How far it is',
    params: z.object({ id: Id }),
    status: 200,
    response: RetryView,
    handle: (ctx, { params }) => readRetry(ctx, params.id),
  }),
  defineRoute({
    id: 'stopRetry',
    method: 'POST',
    path: '/retries/{id}/stop',
    summary: 'Begins no more of them; those under way go on',
    params: z.object({ id: Id }),
    status: 200,
    response: Ok,
    handle: (ctx, { params }) => endRetry(ctx, params.id),
  }),
  defineRoute({
    id: 'stopRun',
    method: 'POST',
    path: '/runs/{id}/stop',
    summary: 'Stops one run',
    params: z.object({ id: Id }),
    status: 200,
    response: Ok,
    handle: (ctx, { params }) => endRun(ctx, params.id),
  }),
];
