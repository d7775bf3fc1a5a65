import { isRichText } from '@noi/events';
import type { FieldDescriptor, Text } from '@noi/node-sdk';
import { z } from 'zod';
import { dataWords } from '../graph/dataWords.ts';
import { RuleGroup, type Step, Wait } from '../graph/FlowGraph.ts';
import { filesNamed } from '../graph/filesNamed.ts';
import { untilWords } from '../graph/ruleWords.ts';
import type { Around } from '../graph/Source.ts';
import { stepOf } from '../graph/stepOf.ts';
import { stepTitle, templateWords } from '../graph/stepTitle.ts';
import { Span } from '../graph/waits.ts';
import { spanWords, waitWords } from '../graph/waitWords.ts';
import { plainTemplate } from '../richText/plainAndRich.ts';
import { valueWords } from '../template/valueWords.ts';
import { onUnknownWords } from './onUnknownWords.ts';

export interface FieldWordsRequest extends Around {
  /** As in `FieldChange`; of the flow's settings `settings.…`. */
  readonly path: string;
  readonly value: unknown;
  readonly step?: Step;
}

/** What a setting says, in one line; `null` when it is not set. */
export function fieldWords({ path, value, step, graph, catalog }: FieldWordsRequest): Text | null {
  if (path === 'disabled') return value === true ? { vi: 'đang tắt', en: 'off' } : { vi: 'đang bật', en: 'on' };
  if (path === 'onUnknown' && step) return onUnknownWords(value, step, catalog);
  if (value === undefined || value === null || value === '') return null;
  const around = { graph, catalog };
  const wait = path === 'wait' ? Wait.safeParse(value) : null;
  if (wait?.success) return waitWords(wait.data, dataWords(around).label);
  const rule = path === 'rule' || path === 'until' ? RuleGroup.safeParse(value) : null;
  if (rule?.success) {
    const event = step?.kind === 'waitForEvent' ? { event: step } : {};
    return untilWords(rule.data, dataWords({ ...around, ...event })) ?? { vi: 'Luôn đúng', en: 'Always' };
  }
  const field = fieldOf(path, step, around);
  if (field?.format === 'file') return fileWords(filesNamed(typeof value === 'string' || Array.isArray(value) ? value : undefined).length);
  if (typeof value === 'string') return named(path, value, around) ?? textWords(value, { field, around });
  return typeof value === 'object' ? wholeWords(value, around) : valueWords(value, field);
}

/** What files are called only the shop knows. */
function fileWords(count: number): Text {
  return { vi: `${count} tệp`, en: count === 1 ? '1 file' : `${count} files` };
}

function fieldOf(path: string, step: Step | undefined, { catalog }: Around): FieldDescriptor | null {
  const node = step?.kind === 'action' ? catalog.action(step.node, step.nodeVersion) : null;
  return node?.input.find(({ key }) => path === `input.${key}`) ?? null;
}

/** Ids that stand for something with a name. */
function named(path: string, value: string, around: Around): Text | null {
  const known = chosen[`${path}.${value}`];
  if (known) return known;
  const parent = path === 'parent' ? stepOf(around.graph, value) : undefined;
  if (parent) return stepTitle({ step: parent, ...around });
  const flow = path === 'flowId' ? around.catalog.flows?.find(({ id }) => id === value) : undefined;
  return flow ? { vi: flow.name, en: flow.name } : null;
}

const chosen: Readonly<Record<string, Text>> = {
  'belongs.order': { vi: 'đơn hàng này', en: 'this order' },
  'belongs.customer': { vi: 'khách hàng này', en: 'this customer' },
  'belongs.anyone': { vi: 'bất kỳ ai', en: 'anybody' },
  'onFailure.stop': { vi: 'dừng lại', en: 'stop' },
  'onFailure.collect': { vi: 'làm tiếp các mục khác', en: 'go on with the others' },
};

function textWords(written: string, { field, around }: { field: FieldDescriptor | null; around: Around }): Text {
  const value = field?.format === 'richText' && isRichText(written) ? plainTemplate(written) : written;
  const words = templateWords(value, around.graph, around.catalog);
  return words.vi === value ? valueWords(value, field) : words;
}

/** Lists and groups: their leaves, one after another. */
function wholeWords(value: object, around: Around): Text {
  const span = z.strictObject(Span.shape).safeParse(value);
  if (span.success) return spanWords(span.data);
  const words = leaves(value).map((leaf) => (typeof leaf === 'string' ? textWords(leaf, { field: null, around }) : valueWords(leaf, null)));
  if (words.length === 0) return { vi: 'trống', en: 'empty' };
  return { vi: short(words.map(({ vi }) => vi).join(', ')), en: short(words.map(({ en }) => en).join(', ')) };
}

function leaves(value: unknown): unknown[] {
  if (value === undefined || value === null || value === '') return [];
  return typeof value === 'object' ? Object.entries(value).flatMap(([key, inner]) => (key === 'id' ? [] : leaves(inner))) : [value];
}

const mostLetters = 160;

function short(words: string): string {
  const letters = [...words];
  return letters.length > mostLetters ? `${letters.slice(0, mostLetters).join('').trimEnd()}…` : words;
}
