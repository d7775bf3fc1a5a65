import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Plan } from '../plan/Plan.ts';
import { canonicalJson } from './canonicalJson.ts';

/** The name of a plan: SHA-256 (hex) of its canonical JSON without `hash`. */
export function hashPlan(plan: Omit<Plan, 'hash'>): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson({ ...plan, hash: undefined }))));
}
