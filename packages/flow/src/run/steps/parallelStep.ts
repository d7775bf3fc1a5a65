import { openBody, openContainer } from '../openBody.ts';
import type { Place, Walk } from '../Walk.ts';

/** Walks all branches of the body side by side: to the end of all of them, or (`first`) of the quickest. */
export function enterBranches(walk: Walk, place: Place): void {
  openContainer(walk, place);
  openBody(walk, place, { index: 0 });
}
