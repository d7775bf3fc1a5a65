import type { Words } from '../vi/index.ts';

export const settings: Words['settings'] = {};
