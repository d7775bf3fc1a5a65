import type { Words } from '../vi/index.ts';

export const wires: Words['wires'] = {
  loopHint: 'Want these steps done again? Put them into “Repeat until”.',
  loopTake: 'Put them into a loop',
};
