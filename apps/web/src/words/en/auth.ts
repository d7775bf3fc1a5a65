import type { Words } from '../vi/index.ts';

export const auth: Words['auth'] = {};
