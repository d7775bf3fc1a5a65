import { FlowCommand, FlowGraph, InputValue, RuleGroup, Step } from '@noi/flow';
import { z } from 'zod';
import { FlowView } from '../flows/flowViews.ts';
import { MessageView } from '../messages/listMessages.ts';
import { RunView } from '../runs/runViews.ts';
import { StepError, Text } from '../trpc/wire.ts';
import type { AnyRoute } from './defineRoute.ts';

type Json = Readonly<Record<string, unknown>>;

const named: Readonly<Record<string, z.ZodType>> = {
  FlowGraph,
  Step,
  InputValue,
  RuleGroup,
  FlowCommand,
  Text,
  StepError,
  Flow: FlowView,
  Run: RunView,
  Message: MessageView,
};

const ErrorBody = z.object({
  error: z.looseObject({
    code: z.string(),
    message: z.string(),
    issues: z.array(z.looseObject({ code: z.string(), severity: z.enum(['error', 'warning']), message: Text })).optional(),
  }),
});

/** OpenAPI 3.1 made from the schemas that check the requests: it cannot tell another story than the server. */
export function createOpenApi(routes: readonly AnyRoute[], publicUrl: string): Json {
  const asked = describe(
    routes.flatMap(({ id, body }) => (body ? [[`${id}Body`, body] as const] : [])),
    'input',
  );
  const answered = describe([...routes.map(({ id, response }) => [`${id}Answer`, response] as const), ['Error', ErrorBody]], 'output');
  return {
    openapi: '3.1.0',
    info: { title: 'Nối', version: '1', description: 'Flows, runs and messages of one shop. Every call carries an API key of the shop.' },
    servers: [{ url: `${publicUrl}/api/v1` }],
    security: [{ apiKey: [] }],
    paths: pathsOf(routes),
    components: { securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } }, schemas: { ...asked, ...answered } },
  };
}

function pathsOf(routes: readonly AnyRoute[]): Json {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return paths;
}

function operationOf({ id, summary, params, query, body, status }: AnyRoute): Json {
  const parameters = [...parametersOf(params, 'path'), ...parametersOf(query, 'query')];
  const content = (name: string) => ({ 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } });
  return {
    operationId: id,
    summary,
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: !body.safeParse({}).success, content: content(`${id}Body`) } }),
    responses: {
      [status]: { description: 'Done', content: content(`${id}Answer`) },
      default: { description: 'Refused, with the reason', content: content('Error') },
    },
  };
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const required = new Set(json.required ?? []);
  return Object.entries(json.properties ?? {}).map(([name, one]) => ({ name, in: place, required: place === 'path' || required.has(name), schema: one }));
}

/** Schemas by name; those of `named` are written once and referred to. Requests and answers differ (a default may be left out), so each side has its own. */
function describe(schemas: readonly (readonly [string, z.ZodType])[], io: 'input' | 'output'): Json {
  const registry = z.registry<{ id: string }>();
  const suffix = io === 'input' ? 'Input' : '';
  for (const [name, schema] of Object.entries(named)) registry.add(schema, { id: name + suffix });
  // A clone per use: one schema may be the answer of several operations.
  for (const [id, schema] of schemas) registry.add(registry.has(schema) ? z.lazy(() => schema) : schema, { id });
  const shared = `__shared${suffix}`;
  const { schemas: made } = z.toJSONSchema(registry, { io, unrepresentable: 'any', uri: (id) => `#/components/schemas/${id === '__shared' ? shared : id}` });
  const text = JSON.stringify(made).replaceAll(`${shared}#/$defs/`, `${shared}/$defs/`);
  const { __shared, ...rest } = JSON.parse(text) as Record<string, Record<string, unknown>>;
  const all = Object.entries(__shared ? { ...rest, [shared]: __shared } : rest);
  const isUsed = (name: string) => schemas.some(([id]) => id === name) || text.includes(`"#/components/schemas/${name}"`) || name === shared;
  return Object.fromEntries(all.filter(([name]) => isUsed(name)).map(([name, { $schema: _dialect, $id: _id, ...schema }]) => [name, schema]));
}
