import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { RunData } from '../run/RunPorts.ts';
import { isMissing, valueAt } from '../template/dataPath.ts';
import { normalizePhone } from '../template/normalizePhone.ts';
import { renderTemplate } from '../template/renderTemplate.ts';
import type { EntryRules } from './EntryRules.ts';

/** Under which names an event asks to enter. A name is absent where the flow has no such rule. */
export interface EntryKeys {
  /** Of `dedupeBy`; absent too when the event lacks that data, since then nothing says that it repeats another. */
  readonly dedupe?: string;
  /** Whom the entry rule counts. */
  readonly person?: string;
  /** Whose runs the limit of runs at once counts together; empty for the whole flow. */
  readonly lane?: string;
  /** What is gathered together; empty for the whole flow. */
  readonly gather?: string;
}

export interface EntryKeysRequest {
  readonly rules: EntryRules;
  readonly eventId: string;
  readonly payload: RunData['trigger'];
  /** Epoch ms. */
  readonly now: number;
}

/**
 * Fills the templates by which a flow's settings tell events apart. Without a template, and where its data is missing, that is the customer's phone,
 * else the order's code, else the event itself. Runs at once and batches without a template are those of the whole flow.
 */
export function entryKeys({ rules, eventId, payload, now }: EntryKeysRequest): EntryKeys {
  const { timezone, dedupeBy, entry, concurrency, gather } = rules;
  const fill = (template: string | undefined): string | null => {
    if (template === undefined || template.trim() === '') return null;
    const rendered = renderTemplate({ template, data: { trigger: payload, steps: {} }, timezone, now });
    return rendered.ok && !isMissing(rendered.value) ? asKey(rendered.value) : null;
  };
  const person = () => personIn(payload) ?? eventId;
  const orWholeFlow = (template: string | undefined) => (isBlank(template) ? '' : (fill(template) ?? person()));

  const dedupe = fill(dedupeBy);
  return {
    ...(dedupe === null ? {} : { dedupe }),
    ...(entry === undefined || entry.policy === 'always' ? {} : { person: fill(entry.by) ?? person() }),
    ...(concurrency === undefined ? {} : { lane: orWholeFlow(concurrency.by) }),
    ...(gather === undefined ? {} : { gather: gather.type === 'batch' ? orWholeFlow(gather.by) : (fill(gather.by) ?? person()) }),
  };
}

const phonePaths = [
  ['customer', 'phone'],
  ['order', 'customer', 'phone'],
  ['message', 'recipient'],
  ['rating', 'message', 'recipient'],
  ['input', 'phone'],
] as const;
const codePaths = [['order', 'code'], ['shipment', 'orderCode'], ['orderCode'], ['shipment', 'trackingCode']] as const;

function personIn(payload: RunData['trigger']): string | null {
  for (const path of phonePaths) {
    const phone = valueAt(payload, path);
    const e164 = typeof phone === 'string' ? normalizePhone(phone)?.e164 : undefined;
    if (e164 !== undefined) return e164;
  }
  for (const path of codePaths) {
    const code = valueAt(payload, path);
    if (!isMissing(code)) return asKey(code);
  }
  return null;
}

const onlyPhone = /^\+?[\d\s().-]{9,20}$/;
const longest = 200;

/** Equal phones give equal keys however they are written; a key that is too long for an index is told by its hash. */
function asKey(value: unknown): string {
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).trim().normalize('NFC');
  const key = (onlyPhone.test(text) ? normalizePhone(text)?.e164 : undefined) ?? text;
  return key.length <= longest ? key : `sha256:${bytesToHex(sha256(utf8ToBytes(key)))}`;
}

function isBlank(template: string | undefined): boolean {
  return template === undefined || template.trim() === '';
}
