import { NodeError, type Text } from '@noi/node-sdk';
import { paramLabel } from './paramLabels.ts';
import { readParam } from './readParam.ts';
import type { TemplateParam } from './ZnsTemplate.ts';

export type TemplateData = Readonly<Record<string, string | number | boolean | null>>;

/**
 * The values as Zalo wants them: composed Unicode (NFC), no blanks at the ends, each of the kind and length that the template
 * asks for. Throws `invalid_input` that names the field. Without the template's definition values are only cleaned.
 */
export function fillTemplate(data: TemplateData, params: readonly TemplateParam[] | undefined): Readonly<Record<string, string>> {
  if (params === undefined) return Object.fromEntries(Object.entries(data).flatMap(([name, value]) => (clean(value) === '' ? [] : [[name, clean(value)]])));
  return Object.fromEntries(params.flatMap((param) => fillParam(param, clean(data[param.name]))));
}

function fillParam(param: TemplateParam, value: string): [string, string][] {
  const label = paramLabel(param.name);
  if (value === '') {
    if (param.acceptNull) return [[param.name, '']];
    if (!param.require) return [];
    throw wrong(param, { vi: `Chưa có dữ liệu cho “${label.vi}”.`, en: `“${label.en}” is empty.` });
  }
  const read = readParam(param.type, value);
  if (!read.ok) throw wrong(param, { vi: `“${label.vi}” ${read.text.vi}`, en: `“${label.en}” ${read.text.en}` });
  const length = [...read.value].length;
  if (param.maxLength && length > param.maxLength) {
    throw wrong(param, {
      vi: `“${label.vi}” dài ${length} ký tự, Zalo chỉ nhận tối đa ${param.maxLength}. Hãy rút ngắn.`,
      en: `“${label.en}” has ${length} characters; Zalo takes at most ${param.maxLength}. Shorten it.`,
    });
  }
  if (param.minLength && length < param.minLength) {
    throw wrong(param, {
      vi: `“${label.vi}” cần ít nhất ${param.minLength} ký tự.`,
      en: `“${label.en}” needs at least ${param.minLength} characters.`,
    });
  }
  return [[param.name, read.value]];
}

function clean(value: string | number | boolean | null | undefined): string {
  return value === undefined || value === null ? '' : String(value).normalize('NFC').trim();
}

function wrong(param: TemplateParam, words: Text): NodeError {
  return new NodeError('invalid_input', words, { field: `templateData.${param.name}` });
}
