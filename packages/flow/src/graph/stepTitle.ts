import { assertNever } from '@noi/errors';
import type { FieldDescriptor, Text } from '@noi/node-sdk';
import { scheduleWords } from '../schedule/scheduleWords.ts';
import { parsePath } from '../template/dataPath.ts';
import { describePath } from '../template/describePath.ts';
import { formatPhone } from '../template/filters.ts';
import { parseTemplate } from '../template/parseTemplate.ts';
import type { FlowCatalog } from '../validate/FlowCatalog.ts';
import type { FlowGraph, InputValue, Step, StepOf } from './FlowGraph.ts';
import { portWords } from './portWords.ts';
import { ruleWords } from './ruleWords.ts';
import { findData, sourceLookup } from './sources.ts';
import { sharesOf } from './splitShares.ts';
import { waitWords } from './waitWords.ts';

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

/** One line under the title: what the node does, or, under the user's own name, the sentence made from the input. */
export function stepSummary({ step, graph, catalog }: StepTitleRequest): Text {
  if (step.name?.trim()) return titleFromInput({ step, graph, catalog });
  switch (step.kind) {
    case 'trigger':
      return catalog.trigger(step.node, step.nodeVersion)?.summary ?? unknownNode;
    case 'action':
      return catalog.action(step.node, step.nodeVersion)?.summary ?? unknownNode;
    case 'if':
      return { vi: 'Rẽ nhánh theo điều kiện', en: 'Branches on a condition' };
    case 'switch':
      return { vi: 'Đi theo trường hợp đúng đầu tiên', en: 'Takes the first case that holds' };
    case 'split':
      return { vi: 'Chia khách thành các nhóm ổn định', en: 'Shares customers out into stable groups' };
    case 'set':
      return { vi: 'Ghi lại giá trị để các bước sau dùng', en: 'Keeps values for later steps' };
    case 'wait':
      return { vi: 'Đợi rồi đi tiếp', en: 'Waits, then goes on' };
    case 'waitForEvent':
      return { vi: 'Đợi một sự kiện của đơn hàng hoặc khách hàng này', en: 'Waits for an event of this order or customer' };
    case 'approval':
      return { vi: 'Đợi người phụ trách đồng ý hoặc từ chối', en: 'Waits for people to approve or reject' };
    case 'parallel':
      return { vi: 'Chạy các nhánh bên trong cùng lúc, đợi tất cả xong', en: 'Runs the branches inside side by side and waits for all' };
    case 'first':
      return { vi: 'Nhánh nào xong trước thì đi tiếp, các nhánh khác dừng', en: 'Goes on with the first branch to end; the others are cancelled' };
    case 'forEach':
      return { vi: 'Làm các bước bên trong cho từng mục của danh sách', en: 'Does the steps inside for each item of a list' };
    case 'repeat':
      return { vi: 'Làm lại các bước bên trong đến khi đạt điều kiện', en: 'Repeats the steps inside until a condition holds' };
    case 'subflow':
      return { vi: 'Chạy một quy trình khác rồi đợi kết quả', en: 'Runs another flow and waits for its result' };
    case 'errorHandler':
      return { vi: 'Làm các bước này khi lượt chạy gặp lỗi', en: 'Does these steps when the run fails' };
    case 'stop':
      return { vi: 'Kết thúc lượt chạy tại đây', en: 'Ends the run here' };
    case 'fail':
      return { vi: 'Kết thúc lượt chạy và báo lỗi', en: 'Ends the run as failed' };
    default:
      return assertNever(step);
  }
}

const unknownNode: Text = { vi: 'Bước này không còn dùng được', en: 'This step is no longer available' };

function titleFromInput({ step, graph, catalog }: StepTitleRequest): Text {
  switch (step.kind) {
    case 'trigger': {
      const node = catalog.trigger(step.node, step.nodeVersion);
      return (node?.event === 'schedule.due' ? scheduleWords(step.input) : null) ?? node?.title ?? unknownNode;
    }
    case 'action':
      return actionTitle(step, graph, catalog);
    case 'if':
      return ruleWords(step.rule, sourceLookup({ graph, catalog }));
    case 'switch':
      return switchTitle(step.cases.map(({ id }) => portWords(step, id)));
    case 'split':
      return splitTitle(step);
    case 'set':
      return setTitle(step);
    case 'wait':
      return waitWords(step.wait, (path) => dataLabel({ path, graph, catalog }));
    case 'waitForEvent': {
      if (step.node === '') return { vi: 'Đợi đến khi…', en: 'Wait until…' };
      const event = catalog.trigger(step.node, step.nodeVersion)?.title ?? unknownNode;
      return { vi: `Đợi đến khi · ${event.vi}`, en: `Wait until · ${event.en}` };
    }
    case 'approval':
      return { vi: 'Xin duyệt', en: 'Approval' };
    case 'parallel':
      return { vi: 'Chạy song song', en: 'In parallel' };
    case 'first':
      return { vi: 'Nhánh nào xong trước', en: 'Whichever comes first' };
    case 'forEach': {
      const pill = parseTemplate(step.list).find((segment) => segment.type === 'data');
      if (pill?.type !== 'data') return { vi: 'Lặp qua danh sách', en: 'For each item' };
      const { vi, en } = dataLabel({ path: pill.path, graph, catalog });
      return { vi: `Với từng mục của “${vi}”`, en: `For each of “${en}”` };
    }
    case 'repeat': {
      const { vi, en } = ruleWords(step.until, sourceLookup({ graph, catalog }));
      return { vi: `Lặp lại đến khi ${vi}`, en: `Repeat until ${en}` };
    }
    case 'subflow':
      return { vi: 'Chạy quy trình khác', en: 'Run another flow' };
    case 'errorHandler':
      return { vi: 'Khi quy trình gặp lỗi', en: 'When the flow fails' };
    case 'fail':
      return failTitle(step, graph, catalog);
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
  const pill = parseTemplate(value).find((segment) => segment.type === 'data');
  if (pill?.type === 'data') return dataLabel({ path: pill.path, ...around });
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

/** The reason with its data by name: `Báo lỗi · Đơn “Mã đơn hàng” bị trùng`. */
function failTitle({ reason }: StepOf<'fail'>, graph: FlowGraph, catalog: FlowCatalog): Text {
  const pieces = parseTemplate(reason).map((segment) => {
    if (segment.type === 'text') return { vi: segment.text, en: segment.text };
    const { vi, en } = dataLabel({ path: segment.path, graph, catalog });
    return { vi: `“${vi}”`, en: `“${en}”` };
  });
  const [vi, en] = [
    pieces
      .map((piece) => piece.vi)
      .join('')
      .trim(),
    pieces
      .map((piece) => piece.en)
      .join('')
      .trim(),
  ];
  return vi === '' ? { vi: 'Báo lỗi', en: 'Fail' } : { vi: `Báo lỗi · ${vi}`, en: `Fail · ${en}` };
}

function setTitle(step: StepOf<'set'>): Text {
  const names = step.fields.map(({ key, label }) => label || key).join(', ');
  return names === '' ? { vi: 'Đặt giá trị', en: 'Set values' } : { vi: `Đặt giá trị · ${names}`, en: `Set values · ${names}` };
}

/** The last word of a path's label: `SĐT người nhận` of `Đơn hàng › Địa chỉ nhận › SĐT người nhận`. */
function dataLabel({ path, graph, catalog }: { path: string; graph: FlowGraph; catalog: FlowCatalog }): Text {
  const found = findData(sourceLookup({ graph, catalog }), parsePath(path) ?? []);
  return found?.labels.at(-1) ?? describePath(path);
}
