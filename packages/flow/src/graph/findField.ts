import type { FieldDescriptor, Text } from '@noi/node-sdk';
import type { DataPath } from '../template/dataPath.ts';

/** Where a path leads inside declared data. `field` is null inside data whose shape nobody knows beforehand (a webhook's body). */
export interface FoundField {
  readonly field: FieldDescriptor | null;
  /** `sure`: always there. `optional`: the declaration says it may be absent. `unknown`: nobody can say. */
  readonly presence: 'sure' | 'optional' | 'unknown';
  readonly labels: readonly Text[];
}

/** Follows a path (without its root) through field descriptors; `null` when they have no such datum. */
export function findField(fields: readonly FieldDescriptor[], path: DataPath): FoundField | null {
  let inside: readonly FieldDescriptor[] = fields;
  let field = null as FieldDescriptor | null;
  let presence: FoundField['presence'] = 'sure';
  const labels: Text[] = [];
  for (const part of path) {
    if (field && isOpen(field)) return { field: null, presence: 'unknown', labels: [...labels, { vi: String(part), en: String(part) }] };
    if (typeof part === 'number') {
      if (field === null || field.type !== 'list') return null;
      // How many items there are is known only at run time.
      presence = 'optional';
      field = { ...field, type: field.fields ? 'object' : 'any' };
      labels.push({ vi: `mục ${part + 1}`, en: `item ${part + 1}` });
      continue;
    }
    if (field?.type === 'list') return null;
    const next: FieldDescriptor | undefined = inside.find(({ key }) => key === part);
    if (!next) return null;
    field = next;
    inside = next.fields ?? [];
    if (!next.required) presence = 'optional';
    labels.push(next.label);
  }
  return { field, presence, labels };
}

function isOpen(field: FieldDescriptor): boolean {
  return field.type === 'any' || (field.type === 'object' && (field.fields === undefined || field.fields.length === 0));
}
