import { z } from 'zod';
import { defineRoute } from '../rest/defineRoute.ts';
import { Id, Ok } from '../trpc/wire.ts';
import { BacktestView } from './backtestViews.ts';
import { endBacktest, readBacktest } from './readBacktest.ts';
import { StartBacktest, startBacktest } from './startBacktest.ts';

const ById = z.object({ id: Id });

/** Drafts on the shop's own past, in the public API. */
export const backtestRoutes = [
  defineRoute({
    id: 'startBacktest',
    method: 'POST',
    path: '/flows/{id}/backtests',
    summary: 'Walks the draft, and the live version beside it, through the events of the last days; nothing is sent. Ask for the result by its id',
    params: ById,
    body: StartBacktest.omit({ id: true }),
    status: 202,
    response: BacktestView,
    handle: (ctx, { params, body }) => startBacktest(ctx, { ...body, id: params.id }),
  }),
  defineRoute({
    id: 'getBacktest',
    method: 'GET',
    path: '/backtests/{id}',
    summary: 'How far a backtest is, and its reports once it is done',
    params: ById,
    status: 200,
    response: BacktestView,
    handle: (ctx, { params }) => readBacktest(ctx, params.id),
  }),
  defineRoute({
    id: 'cancelBacktest',
    method: 'POST',
    path: '/backtests/{id}/cancel',
    summary: 'Ends a backtest that is under way',
    params: ById,
    status: 200,
    response: Ok,
    handle: (ctx, { params }) => endBacktest(ctx, params.id),
  }),
];
