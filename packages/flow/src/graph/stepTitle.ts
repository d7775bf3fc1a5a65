import { assertNever } from '@noi/errors';
import type { FieldDescriptor, Text } from '@noi/node-sdk';
import { scheduleWords } from '../schedule/scheduleWords.ts';
import { formatPhone } from '../template/formatPhone.ts';
import { firstPill, templatePieces } from '../template/templatePieces.ts';
import type { FlowCatalog } from '../validate/FlowCatalog.ts';
import { dataWords } from './dataWords.ts';
import type { FlowGraph, InputValue, Step, StepOf } from './FlowGraph.ts';
import { portWords } from './portWords.ts';
import { ruleWords, untilWords } from './ruleWords.ts';
import { sharesOf } from './splitShares.ts';
import { spanWords, waitWords } from './waitWords.ts';

export interface StepTitleRequest {
  readonly step: Step;
  readonly graph: FlowGraph;
  readonly catalog: FlowCatalog;
}

/** A step in plain words: the user's own name for it, else a sentence made from its input (`Gửi ZNS · Mời đánh giá đơn hàng → SĐT người nhận`). */
export function stepTitle({ step, graph, catalog }: StepTitleRequest): Text {
  const name = step.name?.trim();
  return name ? { vi: name, en: name } : titleFromInput({ step, graph, catalog });
}

/** What is said of a step whose node is no longer installed. */
export const unknownNode: Text = { vi: 'Bước này không còn dùng được', en: 'This step is no longer available' };

/** The sentence that a step's input makes, whatever its name. */
export function titleFromInput({ step, graph, catalog }: StepTitleRequest): Text {
  switch (step.kind) {
    case 'trigger': {
      const node = catalog.trigger(step.node, step.nodeVersion);
      return (node?.event === 'schedule.due' ? scheduleWords(step.input) : null) ?? node?.title ?? unknownNode;
    }
    case 'action':
      return actionTitle(step, graph, catalog);
    case 'if':
      return ruleWords(step.rule, dataWords({ graph, catalog }));
    case 'switch':
      return switchTitle(step.cases.map(({ id }) => portWords(step, id)));
    case 'split':
      return splitTitle(step);
    case 'set':
      return setTitle(step);
    case 'wait':
      return waitWords(step.wait, dataWords({ graph, catalog }).label);
    case 'waitForEvent': {
      if (step.node === '') return { vi: 'Đợi đến khi…', en: 'Wait until…' };
      const event = catalog.trigger(step.node, step.nodeVersion)?.title ?? unknownNode;
      const most = step.timeout ? spanWords(step.timeout) : null;
      return {
        vi: `Đợi đến khi · ${event.vi}${most ? ` · tối đa ${most.vi}` : ''}`,
        en: `Wait until · ${event.en}${most ? ` · ${most.en} at most` : ''}`,
      };
    }
    case 'approval':
      return withWords({ vi: 'Xin duyệt', en: 'Approval' }, templateWords(step.question, graph, catalog));
    case 'parallel':
      return { vi: 'Chạy song song', en: 'In parallel' };
    case 'first':
      return { vi: 'Nhánh nào xong trước', en: 'Whichever comes first' };
    case 'forEach': {
      const pill = firstPill(step.list);
      if (!pill) return { vi: 'Lặp qua danh sách', en: 'For each item' };
      const { vi, en } = dataWords({ graph, catalog }).label(pill.path);
      return { vi: `Với từng mục của “${vi}”`, en: `For each of “${en}”` };
    }
    case 'repeat': {
      const condition = untilWords(step.until, dataWords({ graph, catalog }));
      return condition ? { vi: `Lặp lại đến khi ${condition.vi}`, en: `Repeat until ${condition.en}` } : { vi: 'Lặp lại', en: 'Repeat' };
    }
    case 'subflow': {
      const called = catalog.flows?.find(({ id }) => id === step.flowId)?.name.trim();
      return called ? { vi: `Chạy quy trình “${called}”`, en: `Run “${called}”` } : { vi: 'Chạy quy trình khác', en: 'Run another flow' };
    }
    case 'errorHandler':
      return { vi: 'Khi quy trình gặp lỗi', en: 'When the flow fails' };
    case 'fail':
      return withWords({ vi: 'Báo lỗi', en: 'Fail' }, templateWords(step.reason, graph, catalog));
    case 'stop': {
      const reason = step.reason?.trim();
      return reason ? { vi: `Dừng · ${reason}`, en: `Stop · ${reason}` } : { vi: 'Dừng', en: 'Stop' };
    }
    default:
      return assertNever(step);
  }
}

function actionTitle(step: StepOf<'action'>, graph: FlowGraph, catalog: FlowCatalog): Text {
  const node = catalog.action(step.node, step.nodeVersion);
  if (!node) return unknownNode;
  const chosen = Object.values(step.dynamic ?? {}).find((snapshot) => snapshot.title)?.title;
  const recipient = node.message ? recipientWords(node.input, step, { graph, catalog }) : null;
  return {
    vi: `${node.title.vi}${chosen ? ` · ${chosen}` : ''}${recipient ? ` → ${recipient.vi}` : ''}`,
    en: `${node.title.en}${chosen ? ` · ${chosen}` : ''}${recipient ? ` → ${recipient.en}` : ''}`,
  };
}

/** Whom a message goes to: the label of the pill in its phone or email field, or the number as typed. */
function recipientWords(fields: readonly FieldDescriptor[], step: StepOf<'action'>, around: { graph: FlowGraph; catalog: FlowCatalog }): Text | null {
  const field = fields.find(({ format }) => format === 'phone' || format === 'email');
  const value: InputValue | undefined = field && step.input[field.key];
  if (typeof value !== 'string' || value.trim() === '') return null;
  const pill = firstPill(value);
  if (pill) return dataWords(around).label(pill.path);
  const words = field?.format === 'phone' ? formatPhone(value) : value.trim();
  return { vi: words, en: words };
}

/** `Chia nhánh · Đơn lớn, Đơn nhỏ`. */
function switchTitle(cases: readonly Text[]): Text {
  const kind = { vi: 'Chia nhánh', en: 'Branch' };
  if (cases.length === 0) return kind;
  return { vi: `${kind.vi} · ${cases.map(({ vi }) => vi).join(', ')}`, en: `${kind.en} · ${cases.map(({ en }) => en).join(', ')}` };
}

/** `Chia thử A/B · A 33,3% · B 66,7%`. */
function splitTitle(step: StepOf<'split'>): Text {
  const shares = sharesOf(step);
  const branches = step.branches.map(({ id }) => ({ words: portWords(step, id), share: shares.get(id) }));
  const inLanguage = (language: 'vi' | 'en') => branches.map(({ words, share }) => ` · ${words[language]}${share ? ` ${share[language]}` : ''}`).join('');
  return { vi: `Chia thử A/B${inLanguage('vi')}`, en: `A/B split${inLanguage('en')}` };
}

/** `Báo lỗi · Đơn “Mã đơn hàng” bị trùng`; the start of it where there is much to say. */
function withWords(kind: Text, words: Text): Text {
  if (words.vi === '') return kind;
  const start = (text: string) => ([...text].length > mostLetters ? `${[...text].slice(0, mostLetters).join('').trimEnd()}…` : text);
  return { vi: `${kind.vi} · ${start(words.vi)}`, en: `${kind.en} · ${start(words.en)}` };
}

const mostLetters = 80;

/** A template in one line, with its data by name. */
export function templateWords(template: string, graph: FlowGraph, catalog: FlowCatalog): Text {
  const data = dataWords({ graph, catalog });
  const pieces = templatePieces(template).map((piece) => {
    if (piece.type === 'text') return { vi: piece.text, en: piece.text };
    const { vi, en } = data.label(piece.path);
    return { vi: `“${vi}”`, en: `“${en}”` };
  });
  const inOneLine = (words: readonly string[]) => words.join('').replace(/\s+/g, ' ').trim();
  return { vi: inOneLine(pieces.map(({ vi }) => vi)), en: inOneLine(pieces.map(({ en }) => en)) };
}

function setTitle(step: StepOf<'set'>): Text {
  const names = step.fields.map(({ key, label }) => label || key).join(', ');
  return names === '' ? { vi: 'Đặt giá trị', en: 'Set values' } : { vi: `Đặt giá trị · ${names}`, en: `Set values · ${names}` };
}
