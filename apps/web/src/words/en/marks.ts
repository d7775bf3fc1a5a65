import type { Words } from '../vi/index.ts';

export const marks: Words['marks'] = {
  off: 'Switched off',
  passed: 'Passed by',
  switchOff: 'Switch this step off',
  switchOn: 'Switch this step on',
  switchMany: 'Switch off or on',
  offTitle: 'This step is switched off',
  offPassed: 'Runs pass this step by and go on with the next one.',
  offByBranch: 'Runs pass this step by and take the branch “{{port}}”. Steps that only other branches lead to are passed by as well.',
  offEnds: 'Runs pass this step by. What only begins here is passed by as well.',
  offData: 'Runs have no data of this step.',
};
