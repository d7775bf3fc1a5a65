import { emailPattern, phonePattern } from '../file/withoutPeople.ts';
import { normalizePhone } from '../template/normalizePhone.ts';
import type { Scenario } from './Scenario.ts';

type Kind = 'name' | 'phone' | 'email' | 'street' | 'id' | 'words';

/** People who are nobody. The first is who the samples of triggers speak of. */
const madeUp: Readonly<Record<Kind, readonly string[]>> = {
  name: ['Nguyễn Thị Lan', 'Trần Văn Minh', 'Lê Thị Hoa', 'Phạm Văn Tú', 'Hoàng Thị Mai'],
  phone: ['+84912345678', '+84900000002', '+84900000003', '+84900000004', '+84900000005'],
  email: ['lan@example.com', 'minh@example.com', 'hoa@example.com', 'tu@example.com', 'mai@example.com'],
  street: ['12 Nguyễn Trãi', '34 Lê Lợi', '56 Trần Phú', '78 Hai Bà Trưng', '90 Lý Thường Kiệt'],
  id: ['1004567', '1004568', '1004569', '1004570', '1004571'],
  words: ['Giao giờ hành chính', 'Gọi trước khi giao'],
};

/** By the last word of their path, without tone marks and in lower case: fields of business events, and what shops call the like in their own data. */
const kinds: Readonly<Record<string, Kind>> = {
  ...namedBy(
    'name',
    'name',
    'ten',
    'hoten',
    'hovaten',
    'fullname',
    'firstname',
    'lastname',
    'customername',
    'tenkhach',
    'tenkhachhang',
    'khachhang',
    'nguoinhan',
    'startedby',
  ),
  ...namedBy('phone', 'phone', 'rawphone', 'sdt', 'sodienthoai', 'dienthoai', 'mobile', 'tel', 'recipient'),
  ...namedBy('email', 'email', 'mail'),
  ...namedBy('street', 'line', 'street', 'address', 'address1', 'diachi'),
  ...namedBy('words', 'note', 'ghichu', 'comment', 'text', 'message'),
};

function namedBy(kind: Kind, ...keys: readonly string[]): Readonly<Record<string, Kind>> {
  return Object.fromEntries(keys.map((key) => [key, kind]));
}

/**
 * The scenario without anybody real in it: names, phones, emails, street lines, notes and customers' ids become made-up ones, the same for the same person
 * everywhere. What is absent stays absent, a number that nobody could call stays one, and wards, districts, provinces, codes and amounts stay as they are.
 */
export function withMadeUpPeople(scenario: Scenario): Scenario {
  const masks = new Masks();
  const { event, events, pins } = scenario;
  return {
    ...scenario,
    ...(event === undefined ? {} : { event: { ...event, payload: masks.payload(event.payload) } }),
    events: events.map((one) => ({ ...one, payload: masks.payload(one.payload) })),
    ...(pins === undefined ? {} : { pins: Object.fromEntries(Object.entries(pins).map(([stepId, output]) => [stepId, masks.payload(output)])) }),
  };
}

/** What a step gave, without anybody real in it. */
export function dataWithMadeUpPeople(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return new Masks().payload(data);
}

/** Who stands for whom in one scenario. */
class Masks {
  private readonly known = new Map<string, string>();

  payload(payload: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return this.object(payload, '');
  }

  private object(value: object, parent: string): Record<string, unknown> {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.value(inner, plain(key), parent)]));
  }

  private value(value: unknown, key: string, parent: string): unknown {
    if (Array.isArray(value)) return value.map((one) => this.value(one, key, parent));
    if (typeof value === 'object' && value !== null) return this.object(value, key);
    if (typeof value === 'number') return looksLikePhone(String(value)) && kinds[key] === 'phone' ? Number(this.phone(String(value)).replace('+', '')) : value;
    return typeof value === 'string' && value.trim() !== '' ? this.text(value, key, parent) : value;
  }

  private text(text: string, key: string, parent: string): string {
    const kind = key === 'externalid' && parent === 'customer' ? 'id' : kinds[key];
    if (kind === 'phone' || looksLikePhone(text)) return this.phone(text);
    if (/^\S+@\S+\.\S+$/.test(text.trim())) return this.mask('email', text);
    if (kind !== undefined) return this.mask(kind, text);
    return text
      .replace(emailPattern, (email) => this.mask('email', email))
      .replace(phonePattern, (found) => (normalizePhone(found) === null ? found : this.phone(found)));
  }

  /** Numbers that are one and the same, however they are written, become one and the same, in the same writing. */
  private phone(text: string): string {
    const read = normalizePhone(text);
    if (read === null) return text.replace(/\d/g, '0');
    const mask = this.mask('phone', read.e164);
    return text.trim().startsWith('0') ? `0${mask.slice(3)}` : mask;
  }

  private mask(kind: Kind, text: string): string {
    const choices = madeUp[kind];
    if (choices.includes(text)) return text;
    const name = `${kind} ${text.trim().toLowerCase()}`;
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const taken = [...this.known.keys()].filter((one) => one.startsWith(`${kind} `)).length;
    const chosen = choices[taken % choices.length] ?? '';
    this.known.set(name, chosen);
    return chosen;
  }
}

function looksLikePhone(text: string): boolean {
  return /^[+\d][\d\s.()-]{7,}$/.test(text.trim()) && normalizePhone(text) !== null;
}

/** A field's key as people may write it: without tone marks, cases and signs. */
function plain(key: string): string {
  return key
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/giu, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
