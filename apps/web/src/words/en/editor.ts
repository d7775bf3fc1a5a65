import type { Words } from '../vi/index.ts';

export const editor: Words['editor'] = {};
