import type { Text } from '@noi/node-sdk';
import { matches } from '../../words/searchText.ts';
import type { DataBranch, DataNode, GivenBy } from './dataTree.ts';

/** One line of the data tree as it stands now: with its groups open or closed, or with only what a search found. */
export type TreeRow =
  | { readonly kind: 'source'; readonly key: string; readonly title: Text; readonly givenBy: GivenBy | null }
  | { readonly kind: 'group'; readonly key: string; readonly node: DataNode; readonly depth: number; readonly isOpen: boolean }
  | { readonly kind: 'datum'; readonly key: string; readonly node: DataNode; readonly depth: number; readonly label: Text; readonly isGiven: boolean };

interface TreeView {
  readonly query: string;
  /** Groups that stand otherwise than at first: the outer ones begin open, the inner ones closed. */
  readonly toggled: ReadonlySet<string>;
}

export function treeRows(branches: readonly DataBranch[], { query, toggled }: TreeView): readonly TreeRow[] {
  return branches.flatMap((branch) => {
    const rows = query.trim() === '' ? openRows(branch, toggled) : foundRows(branch, query);
    const source = { kind: 'source', key: `source ${branch.source.stepId}`, title: branch.source.title, givenBy: branch.givenBy } as const;
    return rows.length === 0 ? [] : [source, ...rows];
  });
}

function openRows({ nodes, givenBy }: DataBranch, toggled: ReadonlySet<string>): readonly TreeRow[] {
  const isGiven = givenBy !== null;
  const walk = (node: DataNode, depth: number): readonly TreeRow[] => {
    if (node.children.length === 0) return node.isInsertable ? [{ kind: 'datum', key: node.path, node, depth, label: node.label, isGiven }] : [];
    const isOpen = (depth === 0) !== toggled.has(node.path);
    return [{ kind: 'group', key: node.path, node, depth, isOpen }, ...(isOpen ? node.children.flatMap((child) => walk(child, depth + 1)) : [])];
  };
  return nodes.flatMap((node) => walk(node, 0));
}

function foundRows({ nodes, givenBy }: Pick<DataBranch, 'nodes' | 'givenBy'>, query: string): readonly TreeRow[] {
  return nodes.flatMap((node): readonly TreeRow[] => {
    const isFound = node.isInsertable && matches(query, `${node.fullLabel.vi} ${node.fullLabel.en}`);
    const own: readonly TreeRow[] = isFound ? [{ kind: 'datum', key: node.path, node, depth: 0, label: node.fullLabel, isGiven: givenBy !== null }] : [];
    return [...own, ...foundRows({ nodes: node.children, givenBy }, query)];
  });
}
