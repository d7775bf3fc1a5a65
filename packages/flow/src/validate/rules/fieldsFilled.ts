import type { FieldDescriptor, Text } from '@noi/node-sdk';
import { isMissing } from '../../template/dataPath.ts';
import type { Draft } from '../Draft.ts';
import { filledFields } from '../filledFields.ts';
import type { Issue } from '../Issue.ts';
import { inSentence } from '../labelWords.ts';

/** Required fields hold something. */
export function fieldsFilled({ steps, catalog }: Draft): readonly Issue[] {
  return steps.flatMap((step): Issue[] => {
    if (step.kind !== 'action') return [];
    return filledFields(step, catalog.action(step.node, step.nodeVersion)?.input ?? [])
      .filter(({ descriptor, value }) => descriptor.required && descriptor.default === undefined && isMissing(value) && !holdsOthers(descriptor))
      .map(({ path, descriptor }) => ({ code: 'field_required', severity: 'error', stepId: step.id, field: path, message: requiredText(descriptor) }));
  });
}

/** Objects are filled in by their sub-fields, which speak for themselves. */
function holdsOthers(descriptor: FieldDescriptor): boolean {
  return descriptor.dynamic !== undefined || (descriptor.type === 'object' && (descriptor.fields ?? []).length > 0);
}

function requiredText(descriptor: FieldDescriptor): Text {
  const { vi, en } = inSentence(descriptor.label);
  if (descriptor.hasOptions || descriptor.type === 'choice')
    return { vi: `Chưa chọn ${vi}. Chọn một mục để bật chạy.`, en: `No ${en} is chosen. Choose one to publish.` };
  return { vi: `Chưa điền ${vi}. Điền vào để bật chạy.`, en: `Fill in ${en} to publish.` };
}
