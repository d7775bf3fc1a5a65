import type { Text } from '@noi/node-sdk';
import type { Port, StepOf } from './FlowGraph.ts';

/** The share of every way out of a split, in per cent with at most one decimal. Absent while the weights make no sense. */
export function sharesOf({ branches, heldOut }: Pick<StepOf<'split'>, 'branches' | 'heldOut'>): ReadonlyMap<Port, Text> {
  const weights: [Port, number][] = [
    ...branches.map(({ id, weight }): [Port, number] => [id, weight]),
    ...(heldOut === undefined ? [] : [['heldOut', heldOut] as [Port, number]]),
  ];
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  if (!(total > 0) || weights.some(([, weight]) => !(weight >= 0))) return new Map();
  return new Map(weights.map(([port, weight]) => [port, percent((weight / total) * 100)]));
}

function percent(share: number): Text {
  const written = String(Math.round(share * 10) / 10);
  return { vi: `${written.replace('.', ',')}%`, en: `${written}%` };
}
