import type { Words } from '../vi/index.ts';

export const connections: Words['connections'] = {};
