import { canonicalJson } from '../compile/canonicalJson.ts';

/** Whether two settings say the same; one that is not there is the same as one that is not set. */
export function sameValue(one: unknown, other: unknown): boolean {
  if (one === undefined || other === undefined) return one === other;
  return canonicalJson(one) === canonicalJson(other);
}
