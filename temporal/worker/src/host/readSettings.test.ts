import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readSettings } from './readSettings.ts';

const compose = await readFile(new URL('../../../../docker-compose.yml', import.meta.url), 'utf8');
const frontDoor = await readFile(new URL('../../../../Caddyfile', import.meta.url), 'utf8');
const readme = await readFile(new URL('../../../../README.md', import.meta.url), 'utf8');
const least = { DATABASE_URL: 'postgres://x', TEMPORAL_ADDRESS: 'temporal:7233', NOI_SECRET_KEY: 'x' };

/** One service of the production form, as written. */
function service(name: string): string {
  const [, written] = new RegExp(`\\n {2}${name}:\\n((?: {4}.*\\n)+)`).exec(compose) ?? [];
  if (written === undefined) throw new Error(`docker-compose.yml has no ${name}`);
  return written;
}

/** What a service sets beside what all share. */
function ownSettings(name: string): Record<string, string> {
  const [, own = ''] = /environment: \{ <<: \*environment,(.*)\}/.exec(service(name)) ?? [];
  return Object.fromEntries([...own.matchAll(/(\w+): "?([^",}]+?)"?\s*(?:,|$)/g)].map(([, key, value]) => [key ?? '', value ?? '']));
}

test('in the production form a worker tells its state to the other containers, and to nobody outside', () => {
  const own = ownSettings('worker');
  const settings = readSettings({ ...least, ...own });
  expect(settings).toMatchObject({ NOI_WORKER_HOST: '0.0.0.0', NOI_WORKER_PORT: 4330 });
  expect(Object.keys(own).filter((name) => !(name in settings))).toEqual([]);
  expect(service('worker')).toContain(`expose: ["${settings.NOI_WORKER_PORT}"]`);
  expect(service('worker')).toContain(`http://127.0.0.1:${settings.NOI_WORKER_PORT}/readyz`);
  expect(service('worker')).not.toContain('ports:');
  expect(frontDoor).not.toContain('worker');
  expect(readme).toContain(`dns_sd_configs: [{ names: ["worker"], type: A, port: ${settings.NOI_WORKER_PORT} }]`);
});

test('the API of the production form leaves its workers, which are several, to Prometheus', () => {
  const own = ownSettings('api');
  expect(own).not.toHaveProperty('NOI_WORKER_URL');
  expect(readme).toContain(`targets: ["api:${own.NOI_PORT}"]`);
  expect(frontDoor).toContain('respond /metrics 404');
});

test('by itself a worker tells its state to its own machine only', () => {
  expect(readSettings({ ...least, NOI_WORKER_HOST: '' })).toMatchObject({ NOI_WORKER_HOST: '127.0.0.1', NOI_WORKER_PORT: 0 });
});

test('what is missing is named', () => {
  expect(() => readSettings({ NOI_WORKER_PORT: 'many' })).toThrow(/DATABASE_URL.*TEMPORAL_ADDRESS.*NOI_WORKER_PORT/);
});
