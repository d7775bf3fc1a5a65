import type { FieldDescriptor, Text } from '@noi/node-sdk';
import { filesNamed } from '../../graph/filesNamed.ts';
import type { Draft } from '../Draft.ts';
import type { FileFact } from '../FlowCatalog.ts';
import { filledFields } from '../filledFields.ts';
import type { Issue } from '../Issue.ts';

/** Files that steps name are the shop's own, and no more than the step takes. */
export function filesKept({ steps, catalog }: Draft): readonly Issue[] {
  const { files } = catalog;
  if (!files) return [];
  const known = new Map(files.map((file) => [file.id, file]));
  return steps.flatMap((step): Issue[] => {
    if (step.kind !== 'action') return [];
    return filledFields(step, catalog.action(step.node, step.nodeVersion)?.input ?? []).flatMap(({ path, descriptor, value }): Issue[] => {
      if (descriptor.format !== 'file') return [];
      const fault = faultOf(
        filesNamed(value).map((id) => known.get(id)),
        descriptor,
      );
      return fault ? [{ ...fault, severity: 'error', stepId: step.id, field: path }] : [];
    });
  });
}

function faultOf(files: readonly (FileFact | undefined)[], { label: { vi, en }, maxItems, maxBytes }: FieldDescriptor): Pick<Issue, 'code' | 'message'> | null {
  if (files.includes(undefined)) return { code: 'file_missing', message: gone };
  if (maxItems !== undefined && files.length > maxItems)
    return {
      code: 'files_too_many',
      message: { vi: `“${vi}” nhận tối đa ${maxItems} tệp. Bỏ bớt tệp.`, en: `“${en}” takes ${maxItems} files at most. Remove some.` },
    };
  const bytes = files.reduce((sum, file) => sum + (file?.bytes ?? 0), 0);
  if (maxBytes === undefined || bytes <= maxBytes) return null;
  const [has, most] = [Math.ceil(bytes / 1_048_576), Math.floor(maxBytes / 1_048_576)];
  return {
    code: 'files_too_large',
    message: {
      vi: `Các tệp ở “${vi}” nặng tổng cộng ${has} MB, tối đa ${most} MB. Bỏ bớt tệp hoặc chọn tệp nhẹ hơn.`,
      en: `The files in “${en}” have ${has} MB together, ${most} MB at most. Remove some or choose smaller ones.`,
    },
  };
}

const gone: Text = {
  vi: 'Có tệp đã bị xoá hoặc thuộc shop khác. Bỏ tệp đó ra rồi chọn tệp của shop bạn.',
  en: 'A file was deleted or belongs to another shop. Take it out and choose a file of your shop.',
};
