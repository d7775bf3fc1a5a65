import { type Rule, RuleGroup } from '@noi/flow';
import type { RuleGroupType } from 'react-querybuilder';

/** A place in a rule tree: the index on each level, from the outermost. */
export type RulePlace = readonly number[];

/** How people number a place: `2.1`. */
export function placeNumber(place: RulePlace): string {
  return place.map((index) => index + 1).join('.');
}

/** The tree with another entry at a place. */
export function replaceAt(group: RuleGroup, place: RulePlace, entry: Rule | RuleGroup): RuleGroup {
  const [index, ...deeper] = place;
  if (index === undefined) return 'rules' in entry ? entry : group;
  return {
    ...group,
    rules: group.rules.map((known, at) => {
      if (at !== index) return known;
      return deeper.length > 0 && 'rules' in known ? replaceAt(known, deeper, entry) : entry;
    }),
  };
}

/** The tree as a flow keeps it: without the ids by which the editor tells its rows apart, so that equal conditions are equal. */
export function withoutIds(group: RuleGroup): RuleGroup {
  const { id: _id, ...rest } = group;
  return { ...rest, rules: group.rules.map((entry) => ('rules' in entry ? withoutIds(entry) : withoutId(entry))) };
}

function withoutId({ id: _id, ...rule }: Rule): Rule {
  return rule;
}

/** Reads what the rule editor holds; its own marks are left out. */
export function readTree(held: unknown): RuleGroup {
  return RuleGroup.parse(held);
}

/** The same tree as the rule editor's type names it. It is the same shape; only its optional fields are written otherwise. */
export function asQuery(group: RuleGroup): RuleGroupType {
  return group as RuleGroupType;
}
