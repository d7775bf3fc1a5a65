import type { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';

interface RouteInput<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
}

/** One operation of the public API; the same schemas check requests and describe them in OpenAPI. */
export interface Route<P extends z.ZodType = z.ZodType, Q extends z.ZodType = z.ZodType, B extends z.ZodType = z.ZodType, R extends z.ZodType = z.ZodType> {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below `/api/v1`, parameters as `{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly status: 200 | 201 | 202;
  readonly response: R;
  handle(ctx: MemberContext, input: RouteInput<z.output<P>, z.output<Q>, z.output<B>>): Promise<z.input<R>>;
}

/** A route with its types forgotten, as lists hold it: `handle` gets what the schemas gave. */
export interface AnyRoute extends Omit<Route, 'handle'> {
  run(ctx: MemberContext, input: RouteInput<unknown, unknown, unknown>): Promise<unknown>;
}

/** Declares one operation. */
export function defineRoute<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(route: Route<P, Q, B, R>): AnyRoute {
  const { handle, ...facts } = route;
  return {
    ...facts,
    run: (ctx, input) =>
      handle(ctx, {
        params: route.params?.parse(input.params ?? {}) as z.output<P>,
        query: route.query?.parse(input.query ?? {}) as z.output<Q>,
        body: route.body?.parse(input.body ?? {}) as z.output<B>,
      }),
  };
}
