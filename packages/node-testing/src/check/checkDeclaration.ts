import { EventType } from '@noi/events';
import type { AnyAction, FieldMeta, NodePackage, Text, TriggerDefinition } from '@noi/node-sdk';
import type { z } from 'zod';

/** Ids, words, samples and effects of a package, without running anything. */
export function checkDeclaration(nodePackage: NodePackage): readonly string[] {
  const { id, title, icon, connections, triggers, actions } = nodePackage;
  const nodes = [...triggers, ...actions];
  return [
    ...(/^[a-z][a-z0-9]*$/.test(id) ? [] : [`${id}: a package id is short and lower case`]),
    ...checkText(`${id} title`, title),
    ...(/^<svg[^>]*viewBox="0 0 24 24"/.test(icon.trim()) ? [] : [`${id}: the icon is SVG markup with viewBox="0 0 24 24"`]),
    ...[...connections, ...nodes].flatMap((part) => (new RegExp(`^${id}\\.[a-z][A-Za-z0-9]*$`).test(part.id) ? [] : [`${part.id}: ids start with "${id}."`])),
    ...repeated(nodes.map((node) => `${node.id}@${node.version}`)),
    ...repeated(connections.map((connection) => connection.id)),
    ...connections.flatMap((connection) => [
      ...checkText(`${connection.id} title`, connection.title),
      ...(connection.help === undefined ? [] : checkText(`${connection.id} help`, connection.help)),
      ...checkFields(connection.id, connection.fields),
    ]),
    ...triggers.flatMap((trigger) => checkTrigger(nodePackage, trigger)),
    ...actions.flatMap((action) => checkAction(nodePackage, action)),
  ];
}

function checkTrigger({ id, connections }: NodePackage, trigger: TriggerDefinition): readonly string[] {
  return [
    ...checkText(`${trigger.id} title`, trigger.title),
    ...checkText(`${trigger.id} summary`, trigger.summary),
    ...(EventType.safeParse(trigger.event).success ? [] : [`${trigger.id}: unknown event ${trigger.event}`]),
    ...(trigger.source === undefined || trigger.source === id ? [] : [`${trigger.id}: source must be "${id}"`]),
    ...(trigger.connection === undefined || connections.includes(trigger.connection) ? [] : [`${trigger.id}: its connection is not of this package`]),
  ];
}

function checkAction({ connections }: NodePackage, action: AnyAction): readonly string[] {
  const keys = Object.keys(action.input.shape);
  const loaders = [...Object.keys(action.options ?? {}), ...Object.keys(action.dynamicFields ?? {})];
  const dependencies = Object.values(action.dynamicFields ?? {}).flatMap(({ dependsOn }) => dependsOn);
  const sample = action.output.safeParse(action.sample);
  return [
    ...checkText(`${action.id} title`, action.title),
    ...checkText(`${action.id} summary`, action.summary),
    ...checkFields(`${action.id} input`, action.input),
    ...checkFields(`${action.id} output`, action.output),
    ...(sample.success ? [] : [`${action.id}: the sample does not fit the output: ${sample.error.message}`]),
    ...[...loaders, ...dependencies].flatMap((key) => (keys.includes(key) ? [] : [`${action.id}: there is no input field ${key} to load for`])),
    ...(action.effects.repeat === 'lookup' && action.lookUp === undefined ? [`${action.id}: repeat "lookup" needs lookUp`] : []),
    ...(action.connection === undefined || connections.includes(action.connection) ? [] : [`${action.id}: its connection is not of this package`]),
  ];
}

/** Every field that people see has words; objects and lists are walked. */
function checkFields(where: string, schema: z.ZodType, meta = metaOf(schema)): readonly string[] {
  const inner = unwrap(schema);
  if (inner.def.type === 'object') {
    return Object.entries((inner as z.ZodObject).shape).flatMap(([key, field]) => {
      const fieldMeta = metaOf(field as z.ZodType);
      const path = `${where}.${key}`;
      const words = fieldMeta === undefined ? [`${path}: no label (use described)`] : checkText(`${path} label`, fieldMeta.label);
      return [
        ...words,
        ...(fieldMeta?.hint === undefined ? [] : checkText(`${path} hint`, fieldMeta.hint)),
        ...checkFields(path, field as z.ZodType, fieldMeta),
      ];
    });
  }
  if (inner.def.type === 'array') return checkFields(`${where}[]`, (inner as z.ZodArray<z.ZodType>).element, meta);
  return [];
}

function unwrap(schema: z.ZodType): z.ZodType {
  const { innerType } = schema.def as { innerType?: z.ZodType };
  return innerType === undefined ? schema : unwrap(innerType);
}

/** Words may be put on the wrapped schema or on its wrapper. */
function metaOf(schema: z.ZodType): FieldMeta | undefined {
  const own = schema.meta() as { noi?: FieldMeta } | undefined;
  if (own?.noi !== undefined) return own.noi;
  const { innerType } = schema.def as { innerType?: z.ZodType };
  return innerType === undefined ? undefined : metaOf(innerType);
}

function checkText(where: string, text: Text): readonly string[] {
  const empty = (['vi', 'en'] as const).filter((language) => (text[language] ?? '').trim() === '');
  return empty.map((language) => `${where}: no words in "${language}"`);
}

function repeated(ids: readonly string[]): readonly string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map((id) => `${id}: declared twice`);
}
