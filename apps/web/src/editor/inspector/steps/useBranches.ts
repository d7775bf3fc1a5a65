import { type BranchingStep, changePorts, moved } from '../../edits/branches.ts';
import { useEditorContext } from '../../store/EditorContext.ts';

interface Branch {
  readonly id: string;
  readonly label: string;
}

/** The edits of a list of branches. `put` makes the step that has the new list. */
export function useBranches<T extends Branch>(branches: readonly T[], put: (next: T[]) => BranchingStep) {
  const { store } = useEditorContext();
  const write = (next: T[], field?: string) => {
    const step = put(next);
    store.getState().send(changePorts(store.getState().graph, step), field ? { mergeKey: `${step.id}:${field}` } : {});
  };
  return {
    add: (branch: T) => write([...branches, branch]),
    remove: (index: number) => write(branches.filter((_, at) => at !== index)),
    move: (index: number, by: 1 | -1) => write(moved(branches, index, by)),
    /** `field` names what is typed in. */
    update: (index: number, patch: Partial<T>, field?: string) =>
      write(
        branches.map((branch, at) => (at === index ? { ...branch, ...patch } : branch)),
        field,
      ),
  };
}
