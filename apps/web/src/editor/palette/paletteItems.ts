import type { NodeDescriptor, Text } from '@noi/node-sdk';
import { matches } from '../../words/searchText.ts';
import { type Glyph, glyphOf } from '../canvas/glyphs.tsx';
import { logicLook, type StepLook } from '../canvas/stepLook.tsx';
import type { EditorCatalog } from '../catalog/EditorCatalog.ts';
import type { Placeable } from '../edits/newStep.ts';
import { logicItems } from './logicItems.ts';

export interface PaletteItem {
  readonly id: string;
  readonly placeable: Placeable;
  readonly title: Text;
  readonly summary: Text;
  readonly look: StepLook;
  readonly svg?: string | undefined;
  readonly glyph?: Glyph | undefined;
  readonly searchable: string;
}

export interface PaletteGroup {
  readonly id: string;
  readonly section: 'triggers' | 'actions' | 'logic';
  /** The provider; absent for groups that need no name of their own. */
  readonly title?: Text;
  readonly items: readonly PaletteItem[];
}

/** Everything that can be placed, in the order of the palette: what starts a flow, what it does by provider, and logic. */
export function paletteGroups(catalog: EditorCatalog): readonly PaletteGroup[] {
  const triggers = catalog.packages.flatMap((one) => newest(one.triggers).map((node) => nodeItem(node, one.icon, one.title)));
  const actions = catalog.packages.map(
    (one): PaletteGroup => ({
      id: `actions-${one.id}`,
      section: 'actions',
      title: one.title,
      items: newest(one.actions).map((node) => nodeItem(node, one.icon, one.title)),
    }),
  );
  return [
    { id: 'triggers', section: 'triggers' as const, items: triggers },
    ...actions,
    {
      id: 'logic',
      section: 'logic' as const,
      items: logicItems.map(
        ({ kind, title, summary, keywords }): PaletteItem => ({
          id: kind,
          placeable: { type: 'logic', kind },
          title,
          summary,
          look: logicLook(kind),
          glyph: kind,
          searchable: [title.vi, title.en, summary.vi, summary.en, keywords].join(' '),
        }),
      ),
    },
  ].filter((group) => group.items.length > 0);
}

/** The item that something placed comes from. */
export function itemIdOf(placeable: Placeable): string {
  return placeable.type === 'logic' ? placeable.kind : `${placeable.node.id}@${placeable.node.version}`;
}

/** Groups with the items that fit the query, empty ones left out. */
export function searchPalette(groups: readonly PaletteGroup[], query: string): readonly PaletteGroup[] {
  if (query.trim() === '') return groups;
  return groups.map((group) => ({ ...group, items: group.items.filter((item) => matches(query, item.searchable)) })).filter((group) => group.items.length > 0);
}

function nodeItem(node: NodeDescriptor, svg: string, provider: Text): PaletteItem {
  const look = node.kind === 'trigger' ? 'trigger' : node.message ? 'message' : 'action';
  const searchable = [node.title.vi, node.title.en, node.summary.vi, node.summary.en, provider.vi, provider.en, ...node.keywords].join(' ');
  const placeable: Placeable = { type: 'node', node };
  return {
    id: itemIdOf(placeable),
    placeable,
    title: node.title,
    summary: node.summary,
    look,
    svg,
    glyph: glyphOf(node),
    searchable,
  };
}

/** Only the newest version of a node is offered; older ones live on in the flows that have them. */
function newest<T extends NodeDescriptor>(nodes: readonly T[]): readonly T[] {
  return nodes.filter((node) => !nodes.some((other) => other.id === node.id && other.version > node.version));
}
