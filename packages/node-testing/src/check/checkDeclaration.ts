import { EventType } from '@noi/events';
import type { AnyAction, NodePackage, TriggerDefinition } from '@noi/node-sdk';
import { checkFields, checkForm, checkText } from './checkFields.ts';

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
      ...checkForm(connection.id, connection.fields),
    ]),
    ...triggers.flatMap((trigger) => checkTrigger(nodePackage, trigger)),
    ...actions.flatMap((action) => checkAction(nodePackage, action)),
  ];
}

function checkTrigger({ id, connections }: NodePackage, trigger: TriggerDefinition): readonly string[] {
  return [
    ...checkText(`${trigger.id} title`, trigger.title),
    ...checkText(`${trigger.id} summary`, trigger.summary),
    ...(trigger.input === undefined ? [] : checkForm(`${trigger.id} input`, trigger.input)),
    ...(EventType.safeParse(trigger.event).success ? [] : [`${trigger.id}: unknown event ${trigger.event}`]),
    ...(trigger.source === undefined || trigger.source === id ? [] : [`${trigger.id}: source must be "${id}"`]),
    ...(trigger.connection === undefined || connections.includes(trigger.connection) ? [] : [`${trigger.id}: its connection is not of this package`]),
  ];
}

function checkAction({ connections }: NodePackage, action: AnyAction): readonly string[] {
  const keys = Object.keys(action.input.shape);
  const loaders = [...Object.keys(action.options ?? {}), ...Object.keys(action.dynamicFields ?? {})];
  const dependencies = [...Object.values(action.dynamicFields ?? {}), ...Object.values(action.options ?? {})].flatMap((loader) =>
    'dependsOn' in loader ? loader.dependsOn : [],
  );
  const sample = action.output.safeParse(action.sample);
  return [
    ...checkText(`${action.id} title`, action.title),
    ...checkText(`${action.id} summary`, action.summary),
    ...checkForm(`${action.id} input`, action.input),
    ...checkFields(`${action.id} output`, action.output),
    ...(sample.success ? [] : [`${action.id}: the sample does not fit the output: ${sample.error.message}`]),
    ...[...loaders, ...dependencies].flatMap((key) => (keys.includes(key) ? [] : [`${action.id}: there is no input field ${key} to load for`])),
    ...(action.effects.repeat === 'lookup' && action.lookUp === undefined ? [`${action.id}: repeat "lookup" needs lookUp`] : []),
    ...(action.connection === undefined || connections.includes(action.connection) ? [] : [`${action.id}: its connection is not of this package`]),
  ];
}

function repeated(ids: readonly string[]): readonly string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map((id) => `${id}: declared twice`);
}
