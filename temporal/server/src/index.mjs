export { cacheFolder } from './obtainTemporal.mjs';
export { startTemporal } from './startTemporal.mjs';
