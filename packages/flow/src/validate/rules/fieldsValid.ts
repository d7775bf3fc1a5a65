import type { FieldDescriptor, Text } from '@noi/node-sdk';
import type { InputValue } from '../../graph/FlowGraph.ts';
import { isMissing } from '../../template/dataPath.ts';
import { readDateTime } from '../../template/filters.ts';
import { normalizePhone } from '../../template/normalizePhone.ts';
import { checkTemplate } from '../../template/parseTemplate.ts';
import type { Draft } from '../Draft.ts';
import { filledFields } from '../filledFields.ts';
import type { Issue } from '../Issue.ts';

/** What people typed fits the field. Values with data in them are known only at run time; their typed part is checked. */
export function fieldsValid({ steps, catalog, graph }: Draft): readonly Issue[] {
  return steps.flatMap((step): Issue[] => {
    if (step.kind !== 'action') return [];
    return filledFields(step, catalog.action(step.node, step.nodeVersion)?.input ?? []).flatMap(({ path, descriptor, value }): Issue[] => {
      const fault = value === undefined || isMissing(value) ? null : faultOf(value, descriptor, graph.settings.timezone);
      return fault ? [{ code: 'field_invalid', severity: 'error', stepId: step.id, field: path, message: fault }] : [];
    });
  });
}

function faultOf(value: InputValue, descriptor: FieldDescriptor, timezone: string): Text | null {
  const { vi, en } = descriptor.label;
  const typed = typeof value === 'string' ? typedPart(value) : { words: '', hasData: false, isOnlyData: false };
  if (typed === null) return null;
  switch (descriptor.type) {
    case 'number':
      if (typed.isOnlyData) return null;
      if (typed.hasData)
        return { vi: `“${vi}” là số nên chỉ chèn một dữ liệu, không kèm chữ.`, en: `“${en}” is a number: use one piece of data, without words.` };
      return numberFault(value, descriptor);
    case 'boolean':
      return typed.isOnlyData || typeof value === 'boolean' || value === 'true' || value === 'false'
        ? null
        : { vi: `“${vi}” chỉ nhận có hoặc không.`, en: `“${en}” takes yes or no only.` };
    case 'choice':
      if (typed.hasData || descriptor.hasOptions || !descriptor.choices || descriptor.choices.some((choice) => choice.value === value)) return null;
      return { vi: `Lựa chọn ở “${vi}” không còn nữa. Chọn lại.`, en: `The choice in “${en}” is gone. Choose again.` };
    case 'text':
      return typeof value === 'object'
        ? { vi: `“${vi}” chỉ nhận chữ.`, en: `“${en}” takes text only.` }
        : (lengthFault(typeof value === 'string' ? typed : { ...typed, words: String(value) }, descriptor) ??
            (typed.hasData ? null : formatFault(String(value), descriptor, timezone)));
    case 'object':
    case 'list':
    case 'any':
      return descriptor.format === 'json' && typeof value === 'string' && !typed.hasData ? formatFault(value, descriptor, timezone) : null;
  }
}

interface Typed {
  readonly words: string;
  readonly hasData: boolean;
  readonly isOnlyData: boolean;
}

/** The words of a template without its data; `null` when it cannot be read, which is another rule's matter. */
function typedPart(template: string): Typed | null {
  const reading = checkTemplate(template);
  if (!reading.ok) return null;
  const words = reading.segments.map((segment) => (segment.type === 'text' ? segment.text : '')).join('');
  const count = reading.segments.filter((segment) => segment.type === 'data').length;
  return { words, hasData: count > 0, isOnlyData: count === 1 && words.trim() === '' };
}

function numberFault(value: InputValue, { label: { vi, en }, min, max, integer }: FieldDescriptor): Text | null {
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number))
    return { vi: `“${vi}” phải là số. Nhập lại bằng chữ số.`, en: `“${en}” must be a number. Enter digits.` };
  if (integer && !Number.isInteger(number)) return { vi: `“${vi}” phải là số nguyên.`, en: `“${en}” must be a whole number.` };
  if (min !== undefined && number < min) return { vi: `“${vi}” nhỏ nhất là ${min}.`, en: `“${en}” must be at least ${min}.` };
  if (max !== undefined && number > max) return { vi: `“${vi}” lớn nhất là ${max}.`, en: `“${en}” must be at most ${max}.` };
  return null;
}

function lengthFault({ words, hasData }: Typed, { label: { vi, en }, minLength, maxLength }: FieldDescriptor): Text | null {
  const length = [...words.normalize('NFC')].length;
  if (maxLength !== undefined && length > maxLength)
    return {
      vi: `“${vi}” dài ${length} ký tự, tối đa ${maxLength}. Rút ngắn lại.`,
      en: `“${en}” is ${length} characters long, ${maxLength} at most. Shorten it.`,
    };
  if (minLength !== undefined && !hasData && length < minLength)
    return { vi: `“${vi}” cần ít nhất ${minLength} ký tự.`, en: `“${en}” needs at least ${minLength} characters.` };
  return null;
}

function formatFault(value: string, { label: { vi, en }, format }: FieldDescriptor, timezone: string): Text | null {
  switch (format) {
    case 'phone':
      return normalizePhone(value)
        ? null
        : { vi: `“${vi}” không phải số điện thoại Việt Nam. Kiểm tra lại số.`, en: `“${en}” is not a Vietnamese phone number. Check the number.` };
    case 'email':
      return /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(value.trim())
        ? null
        : { vi: `“${vi}” không phải địa chỉ email. Kiểm tra lại.`, en: `“${en}” is not an email address. Check it.` };
    case 'url':
      return isWebAddress(value)
        ? null
        : {
            vi: `“${vi}” không phải địa chỉ web. Nhập địa chỉ bắt đầu bằng https://.`,
            en: `“${en}” is not a web address. Enter one that starts with https://.`,
          };
    case 'dateTime':
      return /^\s*\d{4}-/.test(value) && readDateTime(value, timezone)
        ? null
        : { vi: `“${vi}” không phải ngày giờ. Chọn lại ngày.`, en: `“${en}” is not a date. Choose a date.` };
    case 'json':
      return isJson(value)
        ? null
        : { vi: `“${vi}” không phải JSON hợp lệ. Kiểm tra dấu ngoặc và dấu phẩy.`, en: `“${en}” is not valid JSON. Check brackets and commas.` };
    default:
      return null;
  }
}

function isWebAddress(value: string): boolean {
  return /^https?:$/.test(URL.canParse(value.trim()) ? new URL(value.trim()).protocol : '');
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
