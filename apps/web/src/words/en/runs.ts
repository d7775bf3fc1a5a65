import type { Words } from '../vi/index.ts';

export const runs: Words['runs'] = {};
