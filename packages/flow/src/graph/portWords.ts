import type { Text } from '@noi/node-sdk';
import type { Port, Step } from './FlowGraph.ts';
import { sharesOf } from './splitShares.ts';

const fixed: Readonly<Record<string, Text>> = {
  next: { vi: 'Tiếp theo', en: 'Next' },
  true: { vi: 'Đúng', en: 'True' },
  false: { vi: 'Sai', en: 'False' },
  error: { vi: 'Khi lỗi', en: 'On error' },
  otherwise: { vi: 'Còn lại', en: 'Otherwise' },
  timeout: { vi: 'Hết thời gian', en: 'Timed out' },
  approved: { vi: 'Đồng ý', en: 'Approved' },
  rejected: { vi: 'Từ chối', en: 'Rejected' },
  exhausted: { vi: 'Hết số vòng', en: 'Out of rounds' },
  heldOut: { vi: 'Nhóm đối chứng', en: 'Held out' },
};

/** A way out in people's words: the label of its branch, or what stands in for one that has none. */
export function portWords(step: Step, port: Port): Text {
  return branchWords(step, port) ?? fixed[port] ?? { vi: port, en: port };
}

/** A way out as the canvas labels it: that of a split with its share. */
export function portLabel(step: Step, port: Port): Text {
  const { vi, en } = portWords(step, port);
  const share = step.kind === 'split' ? sharesOf(step).get(port) : undefined;
  return share === undefined ? { vi, en } : { vi: `${vi} · ${share.vi}`, en: `${en} · ${share.en}` };
}

function branchWords(step: Step, port: Port): Text | null {
  if (step.kind !== 'switch' && step.kind !== 'split') return null;
  const branches = step.kind === 'switch' ? step.cases : step.branches;
  const index = branches.findIndex(({ id }) => id === port);
  const label = branches[index]?.label.trim();
  if (index < 0) return null;
  if (label) return { vi: label, en: label };
  if (step.kind === 'switch') return { vi: `Trường hợp ${index + 1}`, en: `Case ${index + 1}` };
  const letter = String.fromCharCode(65 + index);
  return { vi: `Nhánh ${letter}`, en: `Branch ${letter}` };
}
