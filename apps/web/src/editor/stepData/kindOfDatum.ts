import type { FieldDescriptor } from '@noi/node-sdk';

/** What kind of value a datum is, where that is worth a word beside its name; plain text is not. */
export function kindOfDatum(field: FieldDescriptor | null) {
  if (field?.format === 'money' || field?.format === 'phone' || field?.format === 'dateTime' || field?.format === 'email') return field.format;
  if (field?.format === 'url') return 'url';
  return field?.type === 'number' || field?.type === 'boolean' || field?.type === 'list' ? field.type : null;
}
