import type { Text } from '@noi/node-sdk';
import type { FlowSettings, Step } from '../graph/FlowGraph.ts';
import type { Around } from '../graph/Source.ts';
import { onUnknownLabel } from './onUnknownWords.ts';

/** What a setting of a step is called on its form: its node's own label, else ours. */
export function stepLabel(path: string, { step, catalog }: Around & { readonly step: Step }): Text {
  if (path === 'onUnknown') return onUnknownLabel(step, catalog);
  if (!path.startsWith('input.')) return labels[path] ?? { vi: path, en: path };
  const key = path.slice('input.'.length);
  if (step.kind === 'subflow') {
    const label = catalog.flows?.find(({ id }) => id === step.flowId)?.inputs.find((field) => field.key === key)?.label;
    return label ? { vi: label, en: label } : { vi: key, en: key };
  }
  const node = step.kind === 'action' ? catalog.action(step.node, step.nodeVersion) : null;
  return node?.input.find((field) => field.key === key)?.label ?? triggerLabels[key] ?? { vi: key, en: key };
}

/** What a setting of the flow is called. */
export function settingLabel(key: string): Text {
  return Object.hasOwn(settings, key) ? settings[key as keyof FlowSettings] : { vi: key, en: key };
}

const triggerLabels: Readonly<Record<string, Text>> = { times: { vi: 'Lịch chạy', en: 'Schedule' } };

const labels: Readonly<Record<string, Text>> = {
  name: { vi: 'Tên bước', en: 'Name' },
  disabled: { vi: 'Bật hay tắt', en: 'On or off' },
  parent: { vi: 'Khung chứa', en: 'Container' },
  kind: { vi: 'Loại bước', en: 'Kind' },
  node: { vi: 'Việc', en: 'Node' },
  nodeVersion: { vi: 'Bản của việc này', en: 'Version of the node' },
  connectionId: { vi: 'Tài khoản', en: 'Account' },
  wait: { vi: 'Thời gian đợi', en: 'Wait' },
  rule: { vi: 'Điều kiện', en: 'Condition' },
  until: { vi: 'Lặp đến khi', en: 'Repeat until' },
  most: { vi: 'Số vòng nhiều nhất', en: 'Rounds at most' },
  fields: { vi: 'Giá trị', en: 'Values' },
  reason: { vi: 'Lý do', en: 'Reason' },
  cases: { vi: 'Các nhánh', en: 'Branches' },
  branches: { vi: 'Các nhánh', en: 'Branches' },
  heldOut: { vi: 'Nhóm đối chứng', en: 'Held out' },
  by: { vi: 'Chia theo', en: 'Shared out by' },
  belongs: { vi: 'Sự kiện của ai', en: 'Whose event' },
  timeout: { vi: 'Đợi tối đa', en: 'Wait at most' },
  question: { vi: 'Câu hỏi', en: 'Question' },
  approvers: { vi: 'Người duyệt', en: 'Approvers' },
  needed: { vi: 'Số người cần đồng ý', en: 'Approvals needed' },
  canVeto: { vi: 'Một người từ chối là dừng', en: 'One refusal ends it' },
  remindEvery: { vi: 'Nhắc lại mỗi', en: 'Remind every' },
  list: { vi: 'Danh sách', en: 'List' },
  atOnce: { vi: 'Số mục làm cùng lúc', en: 'Items at once' },
  onFailure: { vi: 'Khi một mục lỗi', en: 'When an item fails' },
  flowId: { vi: 'Quy trình được gọi', en: 'Called flow' },
};

const settings: Readonly<Record<keyof FlowSettings, Text>> = {
  timezone: { vi: 'Múi giờ', en: 'Timezone' },
  quietHours: { vi: 'Giờ yên lặng', en: 'Quiet hours' },
  frequencyCap: { vi: 'Giới hạn số tin cho mỗi khách', en: 'Messages per customer' },
  businessHours: { vi: 'Giờ mở cửa', en: 'Opening hours' },
  dedupeBy: { vi: 'Không chạy trùng theo', en: 'No second run for the same' },
  entry: { vi: 'Ai được vào', en: 'Who may enter' },
  goal: { vi: 'Mục tiêu', en: 'Goal' },
  concurrency: { vi: 'Số lượt chạy cùng lúc', en: 'Runs at once' },
  gather: { vi: 'Gom sự kiện', en: 'Gathering of events' },
  inputs: { vi: 'Dữ liệu cần nhập', en: 'Input' },
  outputs: { vi: 'Kết quả trả về', en: 'Results' },
};
