import { defineSandbox } from '@noi/node-sdk';
import { createShops } from './createShops.ts';
import { haravanApi } from './haravanApi.ts';
import { haravanScenarios } from './scenarios.ts';

/**
 * Haravan's Omni API as documented: Bearer tokens, the 80 / 4-per-second bucket, order calls, the errors' shapes, signed
 * webhooks. Retries of webhooks are not documented, so the host's own rule is used.
 */
export const haravanSandbox = defineSandbox({
  async start(host) {
    const shops = createShops(host);
    const api = haravanApi(host, shops);
    return {
      services: { api: '' },
      fetch: (request) => api.fetch(request),
      openAccount: (request) => shops.open(request),
      scenarios: haravanScenarios(shops),
    };
  },
});
