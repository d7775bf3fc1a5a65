import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startTracing } from './startTracing.ts';
import { noTracing, runContext, runSpanId } from './Tracing.ts';

const run = promisify(execFile);
const runId = '019ab123-4567-7890-8abc-def012345678';
const door = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

test('what comes of a run hangs under a span whose id follows from the run', () => {
  expect(runSpanId(runId)).toBe('8abcdef012345678');
  expect(runContext(door, runId)).toBe('00-0af7651916cd43dd8448eb211c80319c-8abcdef012345678-01');
  expect(runContext(undefined, runId)).toBeUndefined();
});

test('without an exporter nothing is traced', async () => {
  const tracing = await startTracing({ service: 'noi-api', env: { OTEL_EXPORTER_OTLP_ENDPOINT: '' } });
  expect(tracing).toBe(noTracing);
  expect(tracing.open({ name: 'door', parent: 'root' }).context).toBeUndefined();
});

/** How many files of OpenTelemetry a process has loaded after it started tracing with this environment. */
async function loadedFiles(env: Record<string, string>): Promise<number> {
  const code = `
    const { startTracing } = await import(${JSON.stringify(new URL('./startTracing.ts', import.meta.url).href)});
    await startTracing({ service: 'noi-test', env: process.env });
    const { createRequire } = await import('node:module');
    console.log(Object.keys(createRequire('file:///').cache).filter((file) => file.includes('@opentelemetry')).length);
    process.exit(0);`;
  const { stdout } = await run(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', code], { env: { PATH: process.env.PATH ?? '', ...env } });
  return Number(stdout);
}

test('without an exporter nothing of OpenTelemetry is even loaded', async () => {
  expect(await loadedFiles({})).toBe(0);
  expect(await loadedFiles({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' })).toBeGreaterThan(20);
}, 30_000);

test('a span has the id it was given, and its children its trace', async () => {
  const { createOtelTracing } = await import('./createOtelTracing.ts');
  const tracing = await createOtelTracing({ service: 'noi-test' });
  const root = tracing.open({ name: 'run', parent: 'root', spanId: runSpanId(runId) });
  const [, traceId, spanId] = root.context?.split('-') ?? [];
  expect([spanId, traceId?.length]).toEqual([runSpanId(runId), 32]);
  const child = tracing.open({ name: 'step', parent: root.context });
  expect(child.context?.split('-')[1]).toBe(traceId);
  expect(child.context?.split('-')[2]).not.toBe(spanId);
  expect(tracing.open({ name: 'step', parent: 'not a context' }).context).toBeUndefined();
  expect(tracing.open({ name: 'step', parent: undefined }).context).toBeUndefined();
});
