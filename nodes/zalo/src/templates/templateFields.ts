import type { FieldDescriptor, Text } from '@noi/node-sdk';
import { type ParamKind, paramKind } from './paramKind.ts';
import { paramLabel } from './paramLabels.ts';
import type { TemplateParam } from './ZnsTemplate.ts';

/** The form of a template's data, one field per parameter. */
export function templateFields(params: readonly TemplateParam[], sample: Readonly<Record<string, unknown>>): readonly FieldDescriptor[] {
  return params.map((param) => field(param, sample[param.name]));
}

function field(param: TemplateParam, sample: unknown): FieldDescriptor {
  const kind = paramKind(param.type);
  const base = {
    key: param.name,
    label: paramLabel(param.name),
    hint: hint(param, kind),
    required: param.require && !param.acceptNull,
    ...(sample === undefined || sample === null || sample === '' ? {} : { sample: kind === 'currency' ? toNumber(sample) : String(sample) }),
  };
  if (kind === 'currency') return { ...base, type: 'number', format: 'money', integer: true, min: 1 };
  return {
    ...base,
    type: 'text',
    ...(kind === 'phone' ? { format: 'phone' as const } : {}),
    ...(kind === 'url' ? { format: 'url' as const } : {}),
    ...(param.minLength === undefined || param.minLength === null || param.minLength === 0 ? {} : { minLength: param.minLength }),
    ...(param.maxLength === undefined || param.maxLength === null || param.maxLength === 0 ? {} : { maxLength: param.maxLength }),
  };
}

function toNumber(sample: unknown): unknown {
  const value = Number(sample);
  return Number.isNaN(value) ? sample : value;
}

function hint({ maxLength }: TemplateParam, kind: ParamKind): Text {
  const most = maxLength === undefined || maxLength === null || maxLength === 0 ? undefined : maxLength;
  const parts = { ...kinds[kind] };
  if (most === undefined || kind === 'currency') return parts;
  return { vi: join(parts.vi, `tối đa ${most} ký tự`), en: join(parts.en, `at most ${most} characters`) };
}

const join = (first: string, second: string) => (first === '' ? second.charAt(0).toUpperCase() + second.slice(1) : `${first}, ${second}`);

const kinds: Record<ParamKind, Text> = {
  text: { vi: '', en: '' },
  number: { vi: 'Chữ số', en: 'Digits' },
  currency: { vi: 'Số tiền nguyên dương, tính bằng đồng', en: 'A whole amount in đồng' },
  date: { vi: 'Ngày dạng 25/12/2026 hoặc 14:30 25/12/2026', en: 'A date like 25/12/2026 or 14:30 25/12/2026' },
  phone: { vi: 'Số điện thoại', en: 'Phone number' },
  url: { vi: 'Đường dẫn bắt đầu bằng https://', en: 'A link that starts with https://' },
};
