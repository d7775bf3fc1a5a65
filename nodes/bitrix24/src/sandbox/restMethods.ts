import { z } from 'zod';
import type { Item, Portal, Portals } from './createPortals.ts';

/** A refusal as the portal words it. */
export class RestError extends Error {
  readonly code: string;
  readonly status: 400 | 404;

  constructor(code: string, message: string, status: 400 | 404 = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

interface Call {
  readonly portals: Portals;
  readonly portal: Portal;
  readonly method: string;
  readonly body: unknown;
}

/** Answers one REST method. */
export async function answer(call: Call): Promise<unknown> {
  const run = methods[call.method.toLowerCase()];
  if (run === undefined) throw new RestError('ERROR_METHOD_NOT_FOUND', 'Method not found!', 404);
  return run(call);
}

const methods: Readonly<Record<string, (call: Call) => Promise<unknown>>> = {
  profile: async () => ({ ID: '1', ADMIN: true, NAME: 'Minh', LAST_NAME: 'Tâm', TIME_ZONE_OFFSET: 0 }),
  'crm.item.add': addItem,
  'crm.item.list': listItems,
  'crm.status.list': listStatuses,
  'crm.timeline.comment.add': addComment,
};

const knownTypes = [1, 2, 3];
const Add = z.object({ entityTypeId: z.number(), fields: z.record(z.string(), z.unknown()) });
const Multifield = z.array(z.object({ typeId: z.enum(['PHONE', 'EMAIL', 'WEB', 'IM']), valueType: z.string(), value: z.string() }));

/** Unknown fields are dropped without a word; there is no check for doubles. */
async function addItem({ portals, portal, body }: Call): Promise<unknown> {
  const { entityTypeId, fields } = read(Add, body);
  requireType(entityTypeId);
  if (fields.fm !== undefined && !Multifield.safeParse(fields.fm).success) {
    throw new RestError('CRM_FIELD_ERROR_VALUE_NOT_VALID', 'Invalid value of the field "fm"');
  }
  const kept = Object.fromEntries(Object.entries(fields).filter(([key]) => knownFields.includes(key)));
  return { item: await portals.addItem(portal, entityTypeId, { ...defaults[entityTypeId], ...kept }) };
}

const knownFields = [
  ...['title', 'name', 'secondName', 'lastName', 'fm', 'comments', 'sourceId', 'sourceDescription', 'stageId', 'categoryId'],
  ...['opportunity', 'currencyId', 'isManualOpportunity', 'contactId', 'contactIds', 'assignedById', 'originatorId', 'originId'],
  ...['utmSource', 'utmMedium', 'utmCampaign', 'utmContent', 'utmTerm'],
];
const defaults: Readonly<Record<number, Readonly<Record<string, unknown>>>> = {
  1: { stageId: 'NEW', assignedById: 1 },
  2: { stageId: 'NEW', categoryId: 0, assignedById: 1 },
  3: { assignedById: 1 },
};

const List = z.object({
  entityTypeId: z.number(),
  filter: z.record(z.string(), z.unknown()).default({}),
  select: z.array(z.string()).default(['*']),
  start: z.number().default(0),
});
const pageSize = 50;

/** Equality only: what the documents call the default of a filter. */
async function listItems({ portals, portal, body }: Call): Promise<unknown> {
  const { entityTypeId, filter, select, start } = read(List, body);
  requireType(entityTypeId);
  const tests = Object.entries(filter).map(([key, value]) => [key.replace(/^=/, ''), value] as const);
  const foreign = tests.find(([key]) => !/^[a-zA-Z]+$/.test(key));
  if (foreign) throw new RestError('INVALID_ARG_VALUE', `Invalid filter: field '${foreign[0]}' is not allowed in filter`);
  const items = (await portals.items(portal, entityTypeId)).filter((item) => tests.every(([key, value]) => item[key] === value));
  return { items: items.slice(Math.max(0, start), Math.max(0, start) + pageSize).map((item) => pick(item, select)) };
}

function pick(item: Item, select: readonly string[]): Readonly<Record<string, unknown>> {
  return select.includes('*') ? item : Object.fromEntries(Object.entries(item).filter(([key]) => key === 'id' || select.includes(key)));
}

const statuses: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  SOURCE: [
    ['CALL', 'Cuộc gọi'],
    ['WEB', 'Website'],
    ['STORE', 'Cửa hàng'],
    ['OTHER', 'Nguồn khác'],
  ],
  DEAL_STAGE: [
    ['NEW', 'Mới'],
    ['PREPARATION', 'Chuẩn bị'],
    ['EXECUTING', 'Đang làm'],
    ['WON', 'Thành công'],
    ['LOSE', 'Thất bại'],
  ],
};

async function listStatuses({ body }: Call): Promise<unknown> {
  const { filter } = read(z.object({ filter: z.object({ ENTITY_ID: z.string() }) }), body);
  return (statuses[filter.ENTITY_ID] ?? []).map(([id, name], index) => ({
    ...{ ID: String(index + 1), ENTITY_ID: filter.ENTITY_ID, STATUS_ID: id, NAME: name, SORT: String(index * 10) },
  }));
}

const Comment = z.object({
  fields: z.object({
    ENTITY_ID: z.union([z.number(), z.string()]).transform(Number),
    ENTITY_TYPE: z.enum(['lead', 'deal', 'contact']),
    COMMENT: z.string().min(1),
  }),
});
const typeOf = { lead: 1, deal: 2, contact: 3 } as const;

async function addComment({ portals, portal, body }: Call): Promise<unknown> {
  const { fields } = read(Comment, body);
  const items = await portals.items(portal, typeOf[fields.ENTITY_TYPE]);
  if (!items.some(({ id }) => id === fields.ENTITY_ID)) throw new RestError('', 'Not found');
  return portals.addComment(portal, fields);
}

function requireType(entityTypeId: number): void {
  if (!knownTypes.includes(entityTypeId)) throw new RestError('NOT_FOUND', 'Smart process not found');
}

function read<T extends z.ZodType>(schema: T, body: unknown): z.infer<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new RestError('100', `Could not find value for parameter {${parsed.error.issues[0]?.path.join('.') ?? ''}}`);
}
