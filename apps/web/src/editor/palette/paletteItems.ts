import type { NodeDescriptor, Text } from '@noi/node-sdk';
import { matches } from '../../words/searchText.ts';
import { type Glyph, glyphOf } from '../canvas/glyphs.tsx';
import type { StepLook } from '../canvas/stepLook.tsx';
import type { EditorCatalog } from '../catalog/EditorCatalog.ts';
import type { LogicKind, Placeable } from '../edits/newStep.ts';

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

const logic: readonly { kind: LogicKind; title: Text; summary: Text; keywords: string }[] = [
  {
    kind: 'wait',
    title: { vi: 'Đợi', en: 'Wait' },
    summary: { vi: 'Đợi một lúc, hoặc đến ngày giờ nào đó', en: 'Waits a while, or until a time' },
    keywords: 'delay cho thoi gian ngay gio',
  },
  {
    kind: 'if',
    title: { vi: 'Điều kiện', en: 'Condition' },
    summary: { vi: 'Rẽ nhánh đúng hoặc sai', en: 'Branches into true and false' },
    keywords: 'neu if re nhanh branch',
  },
  {
    kind: 'switch',
    title: { vi: 'Chia nhánh', en: 'Branch' },
    summary: { vi: 'Nhiều trường hợp, đi theo trường hợp đúng đầu tiên', en: 'Several cases; takes the first that holds' },
    keywords: 'switch case truong hop re nhanh neu',
  },
  {
    kind: 'split',
    title: { vi: 'Chia thử A/B', en: 'A/B split' },
    summary: { vi: 'Chia khách theo tỷ lệ để so sánh', en: 'Shares customers out to compare' },
    keywords: 'split test thu nghiem ty le phan tram doi chung ab',
  },
  {
    kind: 'set',
    title: { vi: 'Đặt giá trị', en: 'Set values' },
    summary: { vi: 'Ghi lại giá trị để bước sau dùng', en: 'Keeps values for later steps' },
    keywords: 'set bien gan',
  },
  { kind: 'stop', title: { vi: 'Dừng', en: 'Stop' }, summary: { vi: 'Kết thúc lượt chạy tại đây', en: 'Ends the run here' }, keywords: 'stop ket thuc end' },
  {
    kind: 'fail',
    title: { vi: 'Báo lỗi', en: 'Fail' },
    summary: { vi: 'Kết thúc lượt chạy và báo lỗi', en: 'Ends the run as failed' },
    keywords: 'fail error loi that bai',
  },
];

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
      items: logic.map(
        ({ kind, title, summary, keywords }): PaletteItem => ({
          id: kind,
          placeable: { type: 'logic', kind },
          title,
          summary,
          look: kind === 'wait' ? 'wait' : 'logic',
          glyph: kind,
          searchable: [title.vi, title.en, summary.vi, summary.en, keywords].join(' '),
        }),
      ),
    },
  ].filter((group) => group.items.length > 0);
}

/** Groups with the items that fit the query, empty ones left out. */
export function searchPalette(groups: readonly PaletteGroup[], query: string): readonly PaletteGroup[] {
  if (query.trim() === '') return groups;
  return groups.map((group) => ({ ...group, items: group.items.filter((item) => matches(query, item.searchable)) })).filter((group) => group.items.length > 0);
}

function nodeItem(node: NodeDescriptor, svg: string, provider: Text): PaletteItem {
  const look = node.kind === 'trigger' ? 'trigger' : node.message ? 'message' : 'action';
  const searchable = [node.title.vi, node.title.en, node.summary.vi, node.summary.en, provider.vi, provider.en, ...node.keywords].join(' ');
  return {
    id: `${node.id}@${node.version}`,
    placeable: { type: 'node', node },
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
