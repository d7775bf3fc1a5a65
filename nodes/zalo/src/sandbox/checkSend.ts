import { z } from 'zod';
import type { DemoParam, DemoTemplate, TemplateState } from './DemoTemplate.ts';

/** A refusal in Zalo's own words. */
export interface Refusal {
  readonly error: number;
  readonly message: string;
}

export const SendRequest = z.looseObject({
  phone: z.unknown().optional(),
  template_id: z.union([z.string(), z.number()]).transform(String).optional(),
  template_data: z.unknown().optional(),
  tracking_id: z.unknown().optional(),
  sending_mode: z.unknown().optional(),
  mode: z.unknown().optional(),
});
export type SendRequest = z.infer<typeof SendRequest>;

const refusal = (error: number, message: string): Refusal => ({ error, message });

/** `84` and nine digits. The error guide says that `84…`, `+84…`, `0…` and the bare nine digits are all taken. */
export function readPhone(phone: unknown): string | undefined {
  const digits = /^(?:\+?84|0)?([35789]\d{8})$/.exec(typeof phone === 'string' ? phone : '')?.[1];
  return digits === undefined ? undefined : `84${digits}`;
}

/** Numbers by whose ending the emulator knows people who cannot be reached. */
export function refusePerson(phone: string): Refusal | undefined {
  if (phone.endsWith('0000')) return refusal(-118, "Zalo account isn't existed");
  if (phone.endsWith('0001')) return refusal(-110, 'Zalo version is not supported');
  if (phone.endsWith('0002')) return refusal(-141, 'User refuses to receive messages from this OA');
  return undefined;
}

export function refuseState(state: TemplateState): Refusal | undefined {
  if (state === 'DISABLE') return refusal(-146, 'Template is disabled because of low quality');
  return state === 'ENABLE' ? undefined : refusal(-131, "ZNS template isn't approved");
}

export function refuseOptions({ tracking_id, sending_mode }: SendRequest, template: DemoTemplate): Refusal | undefined {
  if (typeof tracking_id !== 'string' || !/^[A-Za-z0-9_-]{1,48}$/.test(tracking_id)) return refusal(-132, 'Parameter tracking_id is invalid');
  if (sending_mode === undefined) return undefined;
  if (sending_mode !== '1' && sending_mode !== '3') return refusal(-161, 'sending_mode is invalid');
  return sending_mode === '3' && template.tag !== 'PROMOTION' ? refusal(-162, 'sending_mode is not supported for this template tag') : undefined;
}

/** Checks the data against the template's parameters, in the order in which the template lists them. */
export function refuseData(template: DemoTemplate, data: unknown): Refusal | undefined {
  if (typeof data !== 'object' || data === null || Array.isArray(data) || Object.keys(data).length === 0) return refusal(-111, 'Template data is empty');
  const values = new Map<string, unknown>(Object.entries(data));
  for (const param of template.params) {
    const found = refuseParam(param, values.get(param.name));
    if (found !== undefined) return found;
  }
  return undefined;
}

function refuseParam(param: DemoParam, value: unknown): Refusal | undefined {
  if (value === undefined || value === null || value === '') {
    return param.require && !param.acceptNull ? refusal(-1122, `Template data is missing parameter: ${param.name}`) : undefined;
  }
  if (typeof value !== 'string' && typeof value !== 'number') return refusal(-112, `Data type is not defined: ${param.name}`);
  const written = String(value);
  // Counted as it comes: decomposed Vietnamese letters take two places each.
  if (written.length > param.maxLength) return refusal(-1121, `Parameter ${param.name} exceeds the maximum length of ${param.maxLength}`);
  return formats[param.type](written) ? undefined : refusal(-1124, `Parameter ${param.name} has an invalid format`);
}

const date = /^(\d{2}:\d{2}(:\d{2})? )?(0[1-9]|[12]\d|3[01])\/(0[1-9]|1[0-2])\/\d{4}$|^\d{2}:\d{2}$|^(0[1-9]|1[0-2])\/\d{4}$/;

const formats: Record<DemoParam['type'], (written: string) => boolean> = {
  STRING: () => true,
  NUMBER: (written) => /^\d+$/.test(written),
  CURRENCY: (written) => /^[1-9]\d*$/.test(written),
  DATE: (written) => date.test(written),
  URL: (written) => URL.canParse(written),
};
