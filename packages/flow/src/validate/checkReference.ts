import type { Text } from '@noi/node-sdk';
import { stepTitle } from '../graph/stepTitle.ts';
import { parsePath } from '../template/dataPath.ts';
import { describePath } from '../template/describePath.ts';
import type { Draft } from './Draft.ts';
import type { Issue } from './Issue.ts';
import { joinLabels } from './labelWords.ts';
import { type Reader, resolveData } from './resolveData.ts';
import type { PlacedTemplate } from './templatesOf.ts';

/** Data that somebody reads. */
export interface Reference {
  readonly path: string;
  readonly hasFallback: boolean;
  readonly missing: PlacedTemplate['missing'];
}

/** What is wrong, before it is known where. */
export type Fault = Pick<Issue, 'code' | 'severity' | 'message'>;

/** What is wrong with a reference: the data does not exist, is not there yet, or may leave a hole; `null` when nothing is. */
export function checkReference({ path, hasFallback, missing }: Reference, reader: Reader, draft: Draft): Fault | null {
  const resolved = resolveData(parsePath(path) ?? [], reader, draft);
  switch (resolved.kind) {
    case 'unclear':
      return null;
    case 'unknown': {
      const { vi, en } = describePath(path);
      return fault('data_unknown', {
        vi: `Không có dữ liệu “${vi}”. Chọn lại từ danh sách dữ liệu.`,
        en: `There is no data “${en}”. Choose it again from the list.`,
      });
    }
    case 'notYet': {
      const { vi, en } = stepTitle({ step: resolved.from, graph: draft.graph, catalog: draft.catalog });
      return fault('data_not_yet', {
        vi: `Bước “${vi}” không chạy trước bước này nên chưa có dữ liệu. Nối bước đó vào phía trước hoặc chọn dữ liệu khác.`,
        en: `The step “${en}” does not run before this one, so its data is not there yet. Wire it in before, or choose other data.`,
      });
    }
    case 'off': {
      if (hasFallback) return null;
      const { vi, en } = stepTitle({ step: resolved.from, graph: draft.drawn, catalog: draft.catalog });
      return fault('data_off', {
        vi: `Bước “${vi}” đang tắt hoặc bị bỏ qua nên không có dữ liệu này. Bật lại bước đó hoặc chọn dữ liệu khác.`,
        en: `The step “${en}” is switched off or passed by, so this data is not there. Switch it on, or choose other data.`,
      });
    }
    case 'hidden': {
      const { vi, en } = stepTitle({ step: resolved.from, graph: draft.graph, catalog: draft.catalog });
      return fault('data_hidden', {
        vi: `Bước “${vi}” nằm trong một khung khác nên ở đây không đọc được dữ liệu của nó. Chọn dữ liệu khác.`,
        en: `The step “${en}” stands in another container, so its data cannot be read here. Choose other data.`,
      });
    }
    case 'found': {
      if (hasFallback || missing !== 'refused') return null;
      const { vi, en } = joinLabels(resolved.found.labels);
      if (resolved.hasRun === 'possibly') {
        return fault('data_may_be_missing', {
          vi: `“${vi}” đến từ một nhánh có thể không chạy. Thêm nội dung thay thế khi thiếu.`,
          en: `“${en}” comes from a branch that may not run. Add a fallback.`,
        });
      }
      if (resolved.found.presence === 'sure') return null;
      // Nobody knows the shape of a webhook's body: worth saying, not worth stopping.
      const severity = resolved.found.presence === 'unknown' ? 'warning' : 'error';
      return {
        code: 'data_may_be_missing',
        severity,
        message: { vi: `“${vi}” có thể bị thiếu. Thêm nội dung thay thế khi thiếu.`, en: `“${en}” may be missing. Add a fallback.` },
      };
    }
  }
}

function fault(code: Issue['code'], message: Text): Fault {
  return { code, severity: 'error', message };
}
