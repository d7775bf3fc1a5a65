export { cacheFolder } from './obtainTemporal.mjs';
export { freePort, startTemporal } from './startTemporal.mjs';
