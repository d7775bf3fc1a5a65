import type { Words } from '../vi/index.ts';

export const phone: Words['phone'] = {};
