import type { Words } from '../vi/index.ts';

export const containers: Words['containers'] = {
  addFirst: 'Add the first step',
  addFirstBranch: 'Add the first branch',
  addFirstTo: 'Add the first step to {{step}}',
  addBranchTo: 'Add a branch to {{step}}',
  empty: 'No steps inside yet',
  held: '{{count}} steps inside',
  fold: 'Fold {{step}}',
  foldShort: 'Fold',
  unfold: 'Unfold {{step}}',
  unfoldShort: 'Unfold',
  place: 'Stands in',
  placeNone: 'The flow itself',
  placeHint: 'Wires to steps at the former place are removed.',
};
