import type { ApiOutputs } from '../api/trpc.ts';
import { foldMarks, matches } from '../words/searchText.ts';

export type Flow = ApiOutputs['flows']['list'][number];
export type FlowPlace = Omit<ApiOutputs['shelves']['list']['places'][number], 'flowId'>;

export type FlowSort = 'changed' | 'name' | 'runs' | 'failed';

/** What the list shows: words that must be found, a folder (`all`, `starred`, `none` or an id), tags that a flow must all carry. */
export interface FlowView {
  readonly query: string;
  readonly shelf: string;
  readonly tags: readonly string[];
  readonly sort: FlowSort;
}

export const wholeView: FlowView = { query: '', shelf: 'all', tags: [], sort: 'changed' };

const open: FlowPlace = { folderId: null, tags: [], isStarred: false };

/** Where a flow lies; flows that nothing is known of lie open. */
export function placeOf(flow: Flow, places: ReadonlyMap<string, FlowPlace>): FlowPlace {
  return places.get(flow.id) ?? open;
}

/** The flows that fit, in order; favourites come first. Tone marks and case do not matter for finding. */
export function arrangeFlows(flows: readonly Flow[], places: ReadonlyMap<string, FlowPlace>, view: FlowView): readonly Flow[] {
  const fits = (flow: Flow) => {
    const { folderId, tags, isStarred } = placeOf(flow, places);
    const isOnShelf = view.shelf === 'all' || (view.shelf === 'starred' ? isStarred : folderId === (view.shelf === 'none' ? null : view.shelf));
    const words = [flow.name, flow.trigger?.vi ?? '', flow.trigger?.en ?? '', ...tags].join(' ');
    return isOnShelf && view.tags.every((tag) => tags.includes(tag)) && matches(view.query.trim(), words);
  };
  const star = (flow: Flow) => Number(placeOf(flow, places).isStarred);
  return flows.filter(fits).sort((one, other) => star(other) - star(one) || compare[view.sort](one, other));
}

const compare: Readonly<Record<FlowSort, (one: Flow, other: Flow) => number>> = {
  changed: (one, other) => other.updatedAt.localeCompare(one.updatedAt),
  name: (one, other) => foldMarks(one.name).localeCompare(foldMarks(other.name)) || one.name.localeCompare(other.name, 'vi'),
  runs: (one, other) => other.runs.total - one.runs.total,
  failed: (one, other) => other.runs.failed - one.runs.failed,
};
