import { expect, test } from 'vitest';
import { readConfig } from './Config.ts';

const least = { DATABASE_URL: 'postgres://x', NOI_AUTH_SECRET: 'a'.repeat(32) };

test('little has to be said', () => {
  expect(readConfig({ ...least, NOI_SANDBOX_URL: '', NOI_PORT: '' })).toMatchObject({
    port: 4321,
    host: '127.0.0.1',
    publicUrl: 'http://localhost:4321',
    sandbox: null,
    isDemo: false,
    trustProxy: false,
    metricsToken: null,
    workerUrl: null,
  });
});

test('a slash at the end of an address does no harm', () => {
  const config = readConfig({ ...least, NOI_PUBLIC_URL: 'https://noi.example/', NOI_SANDBOX_URL: 'http://127.0.0.1:5000/', NOI_SANDBOX_KEY: 'k' });
  expect(config).toMatchObject({ publicUrl: 'https://noi.example', sandbox: { url: 'http://127.0.0.1:5000', key: 'k' } });
});

test('the demo stays on this machine', () => {
  expect(readConfig({ ...least, NOI_DEMO: '1' }).isDemo).toBe(true);
  expect(readConfig({ ...least, NOI_DEMO: '1', NOI_HOST: '0.0.0.0' }).isDemo).toBe(false);
});

test('what is missing or wrong is named', () => {
  expect(() => readConfig({ NOI_PORT: 'many' })).toThrow(/NOI_PORT.*DATABASE_URL.*NOI_AUTH_SECRET/);
});
