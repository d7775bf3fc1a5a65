/** The label under which a workspace is counted. */
export type WorkspaceLabels = (workspaceId: string) => string;

/** What workspaces are counted under that found no label of their own. */
const otherWorkspaces = 'other';

/**
 * Gives the first `most` workspaces that it meets a label of their own, their id, and all later ones `other`: the series of a process stay bounded however
 * many shops there are, and a series never changes its meaning while the process lives.
 */
export function createWorkspaceLabels({ most = 200 }: { most?: number } = {}): WorkspaceLabels {
  const known = new Set<string>();
  return (workspaceId) => {
    if (known.has(workspaceId)) return workspaceId;
    if (known.size >= most) return otherWorkspaces;
    known.add(workspaceId);
    return workspaceId;
  };
}
