import { type ActionContext, type ActionDefinition, type FileReader, type HttpClient, type Logger, type LookUpResult, noFiles } from '@noi/node-sdk';
import type { z } from 'zod';

export interface RunActionOptions {
  readonly http: HttpClient;
  readonly client?: unknown;
  /** Files of the shop; none when left out. */
  readonly files?: FileReader;
  readonly idempotencyKey?: string;
  readonly now?: Date;
  readonly attempt?: number;
  readonly logger?: Logger;
}

const silent: Logger = { debug() {}, info() {}, warn() {} };

/** Runs an action as a host does: input parsed by its schema first, output checked by its schema after. */
export async function runAction<I extends z.ZodObject, O extends z.ZodObject>(
  action: ActionDefinition<I, O>,
  input: z.input<I>,
  options: RunActionOptions,
): Promise<z.infer<O>> {
  return action.output.parse(await action.run(contextOf(action, input, options)));
}

/** Asks an action to find the result of an earlier attempt. */
export async function runLookUp<I extends z.ZodObject, O extends z.ZodObject>(
  action: ActionDefinition<I, O>,
  input: z.input<I>,
  options: RunActionOptions,
): Promise<LookUpResult<z.infer<O>>> {
  if (action.lookUp === undefined) throw new Error(`${action.id} cannot look up`);
  return action.lookUp(contextOf(action, input, options));
}

function contextOf<I extends z.ZodObject, O extends z.ZodObject>(
  action: ActionDefinition<I, O>,
  input: z.input<I>,
  { http, client, files = noFiles, idempotencyKey = 'test-key', now = new Date(), attempt = 1, logger = silent }: RunActionOptions,
): ActionContext<z.infer<I>> {
  return { input: action.input.parse(input), http, client, files, idempotencyKey, now, attempt, logger };
}
