import type { Text } from '@noi/node-sdk';
import type { FlowCommand } from '../edit/FlowCommand.ts';
import { withText } from '../find/replaceTexts.ts';
import { Step } from '../graph/FlowGraph.ts';
import { stepOf } from '../graph/stepOf.ts';
import type { TemplateSegment } from '../template/parseTemplate.ts';
import { printTemplate } from '../template/printTemplate.ts';
import { connectionFault } from '../validate/checkConnection.ts';
import { checkReference } from '../validate/checkReference.ts';
import type { Draft } from '../validate/Draft.ts';
import { templatesOf } from '../validate/templatesOf.ts';
import type { Fix, Fixer } from './Fix.ts';

/** A field that has one sensible value takes it: a word for data that may be missing, the only account, a number within its bounds. */
export const fixFields: Fixer = ({ code, stepId, field }, draft) => {
  const step = stepId === undefined ? undefined : stepOf(draft.drawn, stepId);
  if (code === 'timezone_invalid') return settingsFix(draft, { timezone: 'Asia/Ho_Chi_Minh' }, { vi: 'Dùng giờ Việt Nam', en: 'Use Vietnam time' });
  if (code === 'business_hours_missing')
    return settingsFix(draft, { businessHours: everyDay }, { vi: 'Đặt giờ mở cửa 08:00–21:00 mỗi ngày', en: 'Open 08:00–21:00 every day' });
  if (!step || field === undefined) return null;
  switch (code) {
    case 'data_may_be_missing':
      return addFallbacks(step, field, draft);
    case 'connection_missing':
    case 'connection_unknown':
    case 'connection_broken':
      return takeOnlyConnection(step, draft);
    case 'approval_invalid':
      return fixApproval(step, field);
    default:
      return null;
  }
};

const everyDay = { open: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '08:00', to: '21:00' })), holidays: [] };

function settingsFix({ drawn }: Draft, setting: object, words: Text): Fix {
  return { words, command: { type: 'settings.change', settings: { ...drawn.settings, ...setting } } };
}

const mostPeople = 50;

/** People are called “bạn” when nobody knows their name; anything else is said not to be there. */
function fallbackFor(path: string): string {
  return /(^|\.)(name|fullName|firstName)$/.test(path) ? 'bạn' : 'không có';
}

function addFallbacks(step: Step, field: string, draft: Draft): Fix | null {
  const template = templatesOf(step, draft).find((one) => one.field === field);
  if (!template?.reading.ok || !template.isText || template.missing !== 'refused' || field.startsWith('wait.')) return null;
  const added: string[] = [];
  const segments = template.reading.segments.map((segment): TemplateSegment => {
    if (segment.type !== 'data' || segment.fallback !== undefined) return segment;
    const fault = checkReference({ path: segment.path, hasFallback: false, missing: template.missing }, step, draft);
    if (fault?.code !== 'data_may_be_missing') return segment;
    const fallback = fallbackFor(segment.path);
    added.push(fallback);
    return { ...segment, fallback };
  });
  if (added.length === 0) return null;
  const path = (step.kind === 'action' ? `input.${field}` : field).split('.');
  const changed = Step.safeParse(withText(step, path, printTemplate(segments)));
  if (!changed.success) return null;
  const words = [...new Set(added)].map((word) => `“${word}”`).join(', ');
  return { words: { vi: `Ghi ${words} khi thiếu`, en: `Write ${words} when missing` }, command: { type: 'step.change', step: changed.data } };
}

function takeOnlyConnection(step: Step, { catalog, connections }: Draft): Fix | null {
  if (step.kind !== 'action' && step.kind !== 'trigger' && step.kind !== 'waitForEvent') return null;
  const type = (step.kind === 'action' ? catalog.action(step.node, step.nodeVersion) : catalog.trigger(step.node, step.nodeVersion))?.connectionType;
  const [only, ...others] = connections.filter(({ id }) => type !== undefined && !connectionFault(id, type, connections));
  if (!only || others.length > 0) return null;
  return {
    words: { vi: 'Dùng kết nối đang có', en: 'Use the account that is there' },
    command: { type: 'step.change', step: { ...step, connectionId: only.id } },
  };
}

function fixApproval(step: Step, field: string): Fix | null {
  if (step.kind !== 'approval') return null;
  const change = (next: Step): FlowCommand => ({ type: 'step.change', step: next });
  if (field === 'needed') {
    const needed = Math.min(Math.max(1, Math.round(step.needed)), step.approvers.length || mostPeople);
    return needed === step.needed ? null : { words: { vi: `Cần ${needed} người đồng ý`, en: `${needed} must agree` }, command: change({ ...step, needed }) };
  }
  const index = Number(field.slice('approvers.'.length));
  const isTwice = step.approvers.slice(0, index).some((one) => one.trim().toLowerCase() === step.approvers[index]?.trim().toLowerCase());
  if (!isTwice) return null;
  return {
    words: { vi: 'Xoá email trùng', en: 'Remove the duplicate' },
    command: change({ ...step, approvers: step.approvers.filter((_, place) => place !== index) }),
  };
}
