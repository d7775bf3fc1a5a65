import type { Text } from '@noi/node-sdk';
import type { Step } from '../../graph/FlowGraph.ts';
import { stepTitle } from '../../graph/stepTitle.ts';
import { parsePath } from '../../template/dataPath.ts';
import { describePath } from '../../template/describePath.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';
import { joinLabels } from '../labelWords.ts';
import { resolveData } from '../resolveData.ts';
import { type PlacedTemplate, rulesIn, ruleTreesOf, templatesOf } from '../templatesOf.ts';

interface Reference {
  readonly field: string;
  readonly path: string;
  readonly hasFallback: boolean;
  readonly missing: PlacedTemplate['missing'];
}

/** Data that a step reads exists, comes from a step before it, and cannot leave a hole. */
export function dataAvailable(draft: Draft): readonly Issue[] {
  return draft.steps.flatMap((step) => {
    const seen = new Set<string>();
    return referencesOf(step, draft).flatMap((reference): Issue[] => {
      const key = `${reference.field} ${reference.path}`;
      const issue = seen.has(key) ? null : issueOf(reference, step, draft);
      if (issue) seen.add(key);
      return issue ? [issue] : [];
    });
  });
}

function referencesOf(step: Step, draft: Draft): readonly Reference[] {
  const inTemplates = templatesOf(step, draft).flatMap(({ field, reading, missing }) =>
    (reading.ok ? reading.segments : []).flatMap((segment): Reference[] =>
      segment.type === 'data' ? [{ field, path: segment.path, hasFallback: segment.fallback !== undefined, missing }] : [],
    ),
  );
  const tested = ruleTreesOf(step).flatMap(({ field, rule }) => rulesIn(rule).map((test) => ({ field, path: test.field })));
  const deciding = step.kind === 'split' ? [{ field: 'by', path: step.by ?? '' }] : [];
  const paths = [...tested, ...deciding].filter(({ path }) => path.trim() !== '');
  return [...paths.map((place): Reference => ({ ...place, hasFallback: false, missing: 'allowed' })), ...inTemplates];
}

function issueOf({ field, path, hasFallback, missing }: Reference, step: Step, draft: Draft): Issue | null {
  const issue = (code: Issue['code'], message: Text, severity: Issue['severity'] = 'error'): Issue => ({ code, severity, stepId: step.id, field, message });
  const resolved = resolveData(parsePath(path) ?? [], step, draft);
  switch (resolved.kind) {
    case 'unclear':
      return null;
    case 'unknown': {
      const { vi, en } = describePath(path);
      return issue('data_unknown', {
        vi: `Không có dữ liệu “${vi}”. Chọn lại từ danh sách dữ liệu.`,
        en: `There is no data “${en}”. Choose it again from the list.`,
      });
    }
    case 'notYet': {
      const { vi, en } = stepTitle({ step: resolved.from, graph: draft.graph, catalog: draft.catalog });
      return issue('data_not_yet', {
        vi: `Bước “${vi}” không chạy trước bước này nên chưa có dữ liệu. Nối bước đó vào phía trước hoặc chọn dữ liệu khác.`,
        en: `The step “${en}” does not run before this one, so its data is not there yet. Wire it in before, or choose other data.`,
      });
    }
    case 'found': {
      if (hasFallback || missing !== 'refused') return null;
      const { vi, en } = joinLabels(resolved.found.labels);
      if (resolved.hasRun === 'possibly') {
        return issue('data_may_be_missing', {
          vi: `“${vi}” đến từ một nhánh có thể không chạy. Thêm nội dung thay thế khi thiếu.`,
          en: `“${en}” comes from a branch that may not run. Add a fallback.`,
        });
      }
      if (resolved.found.presence === 'sure') return null;
      // Nobody knows the shape of a webhook's body: worth saying, not worth stopping.
      const severity = resolved.found.presence === 'unknown' ? 'warning' : 'error';
      return issue(
        'data_may_be_missing',
        { vi: `“${vi}” có thể bị thiếu. Thêm nội dung thay thế khi thiếu.`, en: `“${en}” may be missing. Add a fallback.` },
        severity,
      );
    }
  }
}
