import { type ActionContext, type AnyAction, type HttpClient, type HttpMethod, type HttpRequestOptions, type Logger, NodeError } from '@noi/node-sdk';
import { describeError } from '@noi/telemetry';

export interface CallRequest {
  readonly action: AnyAction;
  readonly context: ActionContext<unknown>;
  readonly deadlineMs: number;
}

/** Runs the action, for at most `deadlineMs`. An output that does not fit its schema is kept: the thing was done all the same. */
export async function callAction({ action, context, deadlineMs }: CallRequest): Promise<Readonly<Record<string, unknown>>> {
  const output = await withDeadline((signal) => action.run({ ...context, http: endedBy(signal, context.http) }), deadlineMs);
  return checkOutput(action, { output, logger: context.logger });
}

/** Asks the node what became of an earlier call with the same key. A lookup that fails knows nothing. */
export async function lookUpCall({
  action,
  context,
  deadlineMs,
}: CallRequest): Promise<{ found: 'yes'; output: Readonly<Record<string, unknown>> } | { found: 'absent' | 'unknown' }> {
  if (!action.lookUp) return { found: 'unknown' };
  try {
    const { lookUp } = action;
    const answer = await withDeadline((signal) => lookUp.call(action, { ...context, http: endedBy(signal, context.http) }), deadlineMs);
    if (answer.found !== 'yes') return answer;
    return { found: 'yes', output: checkOutput(action, { output: answer.output, logger: context.logger }) };
  } catch (error) {
    context.logger.warn({ node: action.id, err: describeError(error) }, 'lookup failed');
    return { found: 'unknown' };
  }
}

function checkOutput(action: AnyAction, { output, logger }: { output: Readonly<Record<string, unknown>>; logger: Logger }): Readonly<Record<string, unknown>> {
  const parsed = action.output.safeParse(output);
  if (parsed.success) return parsed.data;
  logger.warn({ node: action.id, paths: parsed.error.issues.map((issue) => issue.path.join('.')) }, 'output does not fit its schema');
  return output;
}

/** After the deadline what the call does is cut off: what is found out about it later must not be overtaken by it. */
async function withDeadline<T>(call: (signal: AbortSignal) => Promise<T>, deadlineMs: number): Promise<T> {
  const end = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new NodeError('timeout', {
          vi: `Nhà cung cấp không trả lời trong ${Math.round(deadlineMs / 1000)} giây. Hãy xem trang của nhà cung cấp trước khi thử lại.`,
          en: `The provider did not answer within ${Math.round(deadlineMs / 1000)} seconds. Check with the provider before trying again.`,
        }),
      );
      end.abort();
    }, deadlineMs);
  });
  try {
    return await Promise.race([call(end.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The same client, whose calls end with the signal. */
function endedBy(signal: AbortSignal, http: HttpClient): HttpClient {
  const request = (method: HttpMethod, path: string, options: HttpRequestOptions = {}) => {
    const ends = options.signal ? AbortSignal.any([options.signal, signal]) : signal;
    return http.request(method, path, { ...options, signal: ends });
  };
  return {
    request,
    get: (path, options) => request('GET', path, options),
    post: (path, options) => request('POST', path, options),
    put: (path, options) => request('PUT', path, options),
    delete: (path, options) => request('DELETE', path, options),
  };
}
