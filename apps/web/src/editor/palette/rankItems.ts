import type { Port, Step } from '@noi/flow';
import { foldMarks } from '../../words/searchText.ts';
import type { PaletteItem } from './paletteItems.ts';

export interface RankQuestion {
  /** The step that the new one follows, and its way out. */
  readonly after?: Step | undefined;
  readonly port?: Port | undefined;
  readonly isEmptyFlow: boolean;
  /** Ids of items in the order of their last use. */
  readonly recent: readonly string[];
  /** Types of accounts that the shop has connected. */
  readonly accounts: ReadonlySet<string>;
}

export interface RankedGroup {
  readonly id: 'recent' | 'fitting' | 'others';
  readonly items: readonly PaletteItem[];
}

const mostRecent = 4;
const mostFitting = 5;

/** What the search shows before anything is typed: what was used lately, what commonly comes next here, then the rest with logic first. */
export function rankItems(items: readonly PaletteItem[], question: RankQuestion): readonly RankedGroup[] {
  const recent = question.recent.flatMap((id) => items.find((item) => item.id === id) ?? []).slice(0, mostRecent);
  const left = items.filter((item) => !recent.includes(item));
  const fitting = left
    .map((item) => ({ item, fit: fitOf(item, question) }))
    .filter(({ fit }) => fit > 0)
    .sort((one, other) => other.fit - one.fit)
    .slice(0, mostFitting)
    .map(({ item }) => item);
  const rest = left.filter((item) => !fitting.includes(item));
  const isLogic = (item: PaletteItem) => item.placeable.type === 'logic';
  const groups: readonly RankedGroup[] = [
    { id: 'recent', items: recent },
    { id: 'fitting', items: fitting },
    { id: 'others', items: [...rest.filter(isLogic), ...rest.filter((item) => !isLogic(item))] },
  ];
  return groups.filter((group) => group.items.length > 0);
}

/** The items that a query found, those whose title begins with it first, then those whose title has it. */
export function orderFound(items: readonly PaletteItem[], query: string): readonly PaletteItem[] {
  const wanted = foldMarks(query.trim());
  const rank = ({ title }: PaletteItem) => {
    const titles = [foldMarks(title.vi), foldMarks(title.en)];
    if (titles.some((one) => one.startsWith(wanted))) return 0;
    return titles.some((one) => one.includes(wanted)) ? 1 : 2;
  };
  return [...items].sort((one, other) => rank(one) - rank(other));
}

/** How commonly an item comes next; 0 says nothing. What needs an account that the shop does not have is never put forward. */
function fitOf({ placeable, look }: PaletteItem, { after, port, isEmptyFlow, accounts }: RankQuestion): number {
  const isUsable = placeable.type === 'logic' || placeable.node.connectionType === undefined || accounts.has(placeable.node.connectionType);
  if (!isUsable) return 0;
  if (isEmptyFlow) return look === 'trigger' ? 3 : 0;
  if (!after || look === 'trigger') return 0;
  const kind = placeable.type === 'logic' ? placeable.kind : 'action';
  if (port === 'error') return kind === 'stop' || kind === 'fail' ? 3 : 0;
  if (isDeadEnd(port)) return kind === 'stop' ? 3 : look === 'message' ? 2 : 0;
  switch (after.kind) {
    case 'trigger':
      return look === 'message' || kind === 'wait' ? 3 : kind === 'if' ? 2 : 0;
    case 'action':
      return kind === 'wait' || kind === 'waitForEvent' ? 3 : kind === 'if' ? 2 : 0;
    case 'wait':
    case 'waitForEvent':
    case 'approval':
      return look === 'message' ? 3 : kind === 'if' ? 2 : 0;
    default:
      return look === 'message' ? 3 : kind === 'wait' ? 2 : 0;
  }
}

/** Ways out that flows often end by. */
function isDeadEnd(port: Port | undefined): boolean {
  return port === 'false' || port === 'otherwise' || port === 'timeout' || port === 'rejected' || port === 'exhausted';
}
