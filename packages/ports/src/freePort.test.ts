import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { freePort } from './freePort.mjs';

/** What another process is given of these ports, or why it is given none. */
async function elsewhere(range: { first: number; last: number }): Promise<string> {
  const module = JSON.stringify(fileURLToPath(new URL('freePort.mjs', import.meta.url)));
  const ask = `import(${module}).then(({ freePort }) => freePort(${JSON.stringify(range)})).then(String, ({ message }) => message).then(console.log)`;
  return (await promisify(execFile)(process.execPath, ['-e', ask])).stdout.trim();
}

test('each who asks is given a port of their own, also in another process, until this one ends', async () => {
  const port = await freePort();
  const one = { first: port, last: port };
  await expect(freePort(one)).rejects.toThrow(`No port from ${port} to ${port} is free`);
  expect(await elsewhere(one)).toBe(`No port from ${port} to ${port} is free`);

  // Whoever ended holds nothing.
  const free = Number(await elsewhere({ first: 20_000, last: 31_999 }));
  expect(await freePort({ first: free, last: free })).toBe(free);
});

test('a port on which somebody listens is passed by, and not kept from others', async () => {
  const port = await freePort();
  const server = createServer();
  const other = Number(await elsewhere({ first: 20_000, last: 31_999 }));
  expect(other).not.toBe(port);
  await new Promise<void>((resolve) => server.listen(other, '127.0.0.1', resolve));
  await expect(freePort({ first: other, last: other })).rejects.toThrow();
  await new Promise((resolve) => server.close(resolve));
  expect(await freePort({ first: other, last: other })).toBe(other);
});
