import type { Words } from '../vi/index.ts';

export const flows: Words['flows'] = {};
