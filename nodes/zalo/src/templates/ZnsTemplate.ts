import type { HttpClient } from '@noi/node-sdk';
import { z } from 'zod';
import { readReply } from '../api/readReply.ts';

const Id = z.union([z.string(), z.number()]).transform(String);

/** Zalo writes states as words in answers and as numbers in filters; both are read. */
const stateByNumber: Readonly<Record<string, string>> = { '1': 'ENABLE', '2': 'PENDING_REVIEW', '3': 'REJECT', '4': 'DISABLE' };
const State = Id.transform((state) => stateByNumber[state] ?? state.toUpperCase());

export const ListedTemplate = z.looseObject({
  templateId: Id,
  templateName: z.string(),
  status: State,
  templateQuality: z.string().nullish(),
});
export type ListedTemplate = z.infer<typeof ListedTemplate>;

const Flag = z.union([z.boolean(), z.string(), z.number()]).transform((value) => value === true || value === 'true' || value === 1 || value === '1');
const Length = z.union([z.number(), z.string()]).transform(Number).pipe(z.number().nonnegative());

/** One parameter of a template, as its detail lists it. */
export const TemplateParam = z.looseObject({
  name: z.string(),
  require: Flag.default(true),
  type: Id.default('STRING'),
  maxLength: Length.nullish(),
  minLength: Length.nullish(),
  acceptNull: Flag.default(false),
});
export type TemplateParam = z.infer<typeof TemplateParam>;

const Price = z.union([z.string(), z.number()]).transform(Number).pipe(z.number().nonnegative()).nullish().catch(undefined);

export const ZnsTemplate = z.looseObject({
  templateId: Id,
  templateName: z.string(),
  status: State,
  listParams: z.array(TemplateParam).default([]),
  /** Beside the point for sending: only shown. */
  listButtons: z
    .array(z.looseObject({ title: z.string() }))
    .nullish()
    .catch(undefined),
  templateTag: z.string().nullish(),
  templateQuality: z.string().nullish(),
  previewUrl: z.string().nullish(),
  price: Price,
  /** Price of a message by phone number; `price` in templates of before 2026. */
  price_sdt: Price,
});
export type ZnsTemplate = z.infer<typeof ZnsTemplate>;

/** The whole definition of one template. */
export async function loadTemplate(http: HttpClient, templateId: string): Promise<ZnsTemplate> {
  const response = await http.get('/template/info/v2', { service: 'zns', query: { template_id: templateId }, timeoutMs: 5_000 });
  return readReply({ response, schema: ZnsTemplate, api: 'zns', now: new Date(), seed: templateId });
}

/** Example values by parameter. Beside the point for sending, so a template without them simply has none. */
export async function loadSample(http: HttpClient, templateId: string): Promise<Readonly<Record<string, unknown>>> {
  const response = await http.get('/template/sample-data', { service: 'zns', query: { template_id: templateId }, timeoutMs: 5_000 });
  return readReply({ response, schema: z.record(z.string(), z.unknown()).catch({}), api: 'zns', now: new Date(), seed: templateId });
}

const pageSize = 100;
const mostPages = 10;

/** One page of the account's templates, whatever their state. */
export async function loadTemplatePage(http: HttpClient, offset: number): Promise<{ templates: readonly ListedTemplate[]; next?: number }> {
  const response = await http.get('/template/all', { service: 'zns', query: { offset, limit: pageSize } });
  const templates = readReply({ response, schema: z.array(ListedTemplate), api: 'zns', now: new Date(), seed: 'templates' });
  return templates.length < pageSize ? { templates } : { templates, next: offset + pageSize };
}

/** Every template of the account: Zalo's own list cannot be searched. */
export async function loadTemplates(http: HttpClient): Promise<readonly ListedTemplate[]> {
  const found: ListedTemplate[] = [];
  let at: number | undefined = 0;
  for (let page = 0; page < mostPages && at !== undefined; page += 1) {
    const { templates, next }: Awaited<ReturnType<typeof loadTemplatePage>> = await loadTemplatePage(http, at);
    found.push(...templates);
    at = next;
  }
  return found;
}
