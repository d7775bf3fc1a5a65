import { type Step, type StepOf, snapshotFields } from '@noi/flow';
import type { FieldDescriptor } from '@noi/node-sdk';
import type { EditorCatalog } from '../editor/catalog/EditorCatalog.ts';

/** Words for the input of an action, with those of fields that only the account knew; nothing for other steps. */
export function inputFieldsOf(step: Step | undefined, catalog: EditorCatalog): readonly FieldDescriptor[] {
  const node = step && catalog.nodeOf(step);
  return node?.kind === 'action' && step?.kind === 'action' ? withDynamic(node.input, step) : [];
}

function withDynamic(fields: readonly FieldDescriptor[], { input, dynamic }: StepOf<'action'>): readonly FieldDescriptor[] {
  return fields.map((field) => {
    const known = dynamic?.[field.key];
    if (known) return { ...field, fields: snapshotFields(known) };
    // A choice that brought sub-fields with it (a message template) is known by its title, not by its id.
    const brought = fields.find((other) => other.dynamic?.dependsOn.includes(field.key));
    const title = brought && dynamic?.[brought.key]?.title;
    const value = input[field.key];
    return title && typeof value === 'string' ? { ...field, choices: [{ value, label: { vi: title, en: title } }] } : field;
  });
}
