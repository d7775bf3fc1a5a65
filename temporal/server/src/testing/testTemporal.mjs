import { startTemporal } from '../startTemporal.mjs';

/** @typedef {AsyncDisposable & { readonly address: string }} TestTemporal */

/**
 * The Temporal server that tests use: NOI_TEST_TEMPORAL_ADDRESS, else one that is started here and stopped with the tests.
 *
 * @returns {Promise<TestTemporal>}
 */
export async function testTemporal() {
  const given = process.env.NOI_TEST_TEMPORAL_ADDRESS;
  if (given) return { address: given, [Symbol.asyncDispose]: async () => undefined };
  const server = await startTemporal({ log: () => undefined });
  return { address: server.address, [Symbol.asyncDispose]: () => server.close() };
}
