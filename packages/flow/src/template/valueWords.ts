import type { FieldDescriptor, Text } from '@noi/node-sdk';
import { formatPhone } from './formatPhone.ts';
import { grouped } from './grouped.ts';

/** A literal as people read it: money with its sign, a choice by its label, a date in Vietnamese order. */
export function valueWords(value: unknown, field: FieldDescriptor | null): Text {
  if (value === undefined || value === null || value === '' || isObject(value)) return { vi: '…', en: '…' };
  if (Array.isArray(value)) {
    const words = value.map((item) => valueWords(item, field));
    return { vi: words.map(({ vi }) => vi).join(', '), en: words.map(({ en }) => en).join(', ') };
  }
  if (typeof value === 'boolean') return value ? { vi: 'có', en: 'yes' } : { vi: 'không', en: 'no' };
  const choice = field?.choices?.find((candidate) => candidate.value === value);
  if (choice) return choice.label;
  const words = plainWords(value, field);
  return { vi: words, en: words };
}

function plainWords(value: unknown, field: FieldDescriptor | null): string {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (field?.format === 'money' && typeof number === 'number' && Number.isFinite(number)) return `${grouped(number)} ₫`;
  if (typeof value === 'number') return grouped(value);
  const text = String(value);
  if (field?.format === 'phone') return formatPhone(text);
  const date = field?.format === 'dateTime' ? /^(\d{4})-(\d{2})-(\d{2})/.exec(text) : null;
  return date ? `${date[3]}/${date[2]}/${date[1]}` : text;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && !Array.isArray(value);
}
