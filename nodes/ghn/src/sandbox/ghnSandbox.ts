import { defineSandbox } from '@noi/node-sdk';
import { createGhnShops } from './createGhnShops.ts';
import { ghnApi } from './ghnApi.ts';
import { ghnScenarios } from './scenarios.ts';

const pauseMs = 5_000;
/** GHN sets the number of tries at registration; this one is generous, so that a shop's own restart costs no callback. */
const longPauseMs = 60_000;
const mostTries = 1_500;

/**
 * GHN's public API as documented: `Token` and `ShopId` headers, the envelope, parcels that a repeated `client_order_code`
 * makes only once, callbacks in PascalCase with the agreed header.
 */
export const ghnSandbox = defineSandbox({
  async start(host) {
    const shops = createGhnShops(host);
    const api = ghnApi(shops);
    return {
      services: { api: '' },
      fetch: (request) => api.fetch(request),
      openAccount: (request) => shops.open(request),
      scenarios: ghnScenarios(shops),
      repeatCallback({ status, tries }) {
        const isDropped = status !== null && status >= 400 && status < 500 && status !== 408 && status !== 429;
        if (isDropped || tries >= mostTries) return null;
        return tries < 10 ? pauseMs : longPauseMs;
      },
    };
  },
});
