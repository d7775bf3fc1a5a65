import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '../../compile/canonicalJson.ts';
import type { Port, StepId } from '../../graph/FlowGraph.ts';
import type { PlanStepOf } from '../../plan/Plan.ts';

/** Shares are given in ten-thousandths: finer weights than that cannot be told apart. */
export const buckets = 10_000;

/**
 * The way out for a value: a pure hash of step and value names one of 10,000 buckets, and the shares take the buckets in their order, each as many as its
 * weight is of all weights. Who stays where after a change of weights follows from that: only customers in buckets that changed hands move.
 */
export function chooseShare(shares: PlanStepOf<'split'>['shares'], about: { readonly stepId: StepId; readonly value: unknown }): Port {
  const total = shares.reduce((sum, { weight }) => sum + weight, 0);
  const bucket = bucketOf(about);
  let end = 0;
  for (const { port, weight } of shares) {
    end += weight;
    if (bucket * total < end * buckets) return port;
  }
  throw new Error(`Step ${about.stepId} shares out nothing`);
}

/** The bucket of a value at a step, from 0 to 9,999. */
export function bucketOf({ stepId, value }: { readonly stepId: StepId; readonly value: unknown }): number {
  const name = typeof value === 'string' ? value.normalize('NFC').trim() : canonicalJson(value);
  const hash = sha256(utf8ToBytes(`${stepId}\n${name}`));
  return new DataView(hash.buffer, hash.byteOffset).getUint32(0) % buckets;
}
