import { expect, test } from 'vitest';
import { createWorkspaceLabels } from './createWorkspaceLabels.ts';

test('the first workspaces keep their own label, all later ones share one', () => {
  const label = createWorkspaceLabels({ most: 2 });
  expect(['a', 'b', 'c', 'a', 'd', 'b'].map(label)).toEqual(['a', 'b', 'other', 'a', 'other', 'b']);
});
