import type { InputValue } from '../../graph/FlowGraph.ts';
import { isMissing } from '../../template/dataPath.ts';
import { checkReference } from '../checkReference.ts';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';
import { readsOfTemplate } from '../readsOf.ts';
import { stringsIn } from '../templatesOf.ts';

/** What a flow is given and what it gives back: every name once, and every output made of data that there is. */
export function formsValid(draft: Draft): readonly Issue[] {
  const { inputs = [], outputs = [] } = draft.graph.settings;
  return [
    ...inputs.flatMap(({ key }, index) => (isRepeated(inputs, index) ? [twice('inputs_invalid', `settings.inputs.${index}.key`, key)] : [])),
    ...outputs.flatMap(({ key, label, value }, index): Issue[] => {
      const field = `settings.outputs.${index}`;
      const repeated = isRepeated(outputs, index) ? [twice('outputs_invalid', `${field}.key`, key)] : [];
      return [...repeated, ...outputIssues(value, { field: `${field}.value`, words: label || key, draft })];
    }),
  ];
}

function isRepeated(fields: readonly { readonly key: string }[], index: number): boolean {
  return fields.slice(0, index).some(({ key }) => key === fields[index]?.key);
}

function twice(code: 'inputs_invalid' | 'outputs_invalid', field: string, key: string): Issue {
  return {
    code,
    severity: 'error',
    field,
    message: { vi: `Có hai dữ liệu cùng tên “${key}”. Đổi tên một dữ liệu.`, en: `Two pieces of data are called “${key}”. Rename one.` },
  };
}

function outputIssues(value: InputValue, { field, words, draft }: { field: string; words: string; draft: Draft }): readonly Issue[] {
  if (isMissing(value)) {
    return [{ code: 'outputs_invalid', severity: 'error', field, message: { vi: `Chưa điền giá trị cho “${words}”.`, en: `“${words}” has no value yet.` } }];
  }
  return stringsIn(value, field).flatMap(({ template }): Issue[] => {
    const { unreadable, references } = readsOfTemplate(template);
    return [
      ...unreadable.map((message): Issue => ({ code: 'template_invalid', severity: 'error', field, message })),
      ...references.flatMap((reference): Issue[] => {
        const fault = checkReference(reference, { kind: 'end' }, draft);
        return fault ? [{ ...fault, field }] : [];
      }),
    ];
  });
}
