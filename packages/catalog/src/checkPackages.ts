import { AppError } from '@noi/errors';
import type { AnyAction, NodePackage } from '@noi/node-sdk';

/** Refuses packages that would break a flow later; the error names everything that is wrong at once. */
export function checkPackages(packages: readonly NodePackage[]): void {
  const problems = [...repeated(packages), ...packages.flatMap(packageProblems)];
  if (problems.length > 0) throw new AppError('internal', { message: `Node packages cannot be loaded: ${problems.join('; ')}`, problems });
}

function repeated(packages: readonly NodePackage[]): string[] {
  const names = packages.flatMap((one) => [
    `package ${one.id}`,
    ...one.connections.map((connection) => `connection ${connection.id}`),
    ...one.triggers.map((trigger) => `node ${trigger.id}@${trigger.version}`),
    ...one.actions.map((action) => `node ${action.id}@${action.version}`),
  ]);
  const seen = new Set<string>();
  const twice = names.filter((name) => seen.size === seen.add(name).size);
  return [...new Set(twice)].map((name) => `${name} is declared twice`);
}

function packageProblems(one: NodePackage): string[] {
  const ids = [...one.connections, ...one.triggers, ...one.actions].map(({ id }) => id);
  const foreign = ids.filter((id) => !id.startsWith(`${one.id}.`)).map((id) => `${id} must start with "${one.id}."`);
  return [...foreign, ...one.actions.flatMap(actionProblems)];
}

function actionProblems(action: AnyAction): string[] {
  const problems: string[] = [];
  if (action.effects.repeat === 'lookup' && !action.lookUp) problems.push(`${action.id} says repeat "lookup" but has no lookUp`);
  if (!action.output.safeParse(action.sample).success) problems.push(`the sample of ${action.id} does not fit its output`);
  const fields = Object.keys(action.input.shape);
  const loaders = [...Object.keys(action.options ?? {}), ...Object.keys(action.dynamicFields ?? {})];
  for (const field of loaders) if (!fields.includes(field)) problems.push(`${action.id} loads choices of "${field}", which is no field of it`);
  return problems;
}
