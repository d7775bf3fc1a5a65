import type { Text } from '@noi/node-sdk';
import { FlowFile, longestFile, mostFileSteps } from './FlowFile.ts';

export type FlowFileReading = { readonly ok: true; readonly file: FlowFile } | { readonly ok: false; readonly reason: Text };

const deepest = 60;
const mostValues = 300_000;

/** Reads what somebody says is a flow's file, or says in words why it is refused. Nothing in it is trusted. */
export function readFlowFile(text: string): FlowFileReading {
  if (text.length > longestFile) {
    return no('Tệp lớn quá nên không nhận được. Tệp quy trình có tối đa 1 MB.', 'The file is too large. A flow’s file has at most 1 MB.');
  }
  const value = parsed(text);
  if (value === undefined)
    return no('Tệp này không đọc được. Hãy chọn tệp .json đã xuất từ Nối.', 'This file cannot be read. Choose a .json file exported from Nối.');
  if (!isRecord(value) || value.format !== 'noi.flow') {
    return no('Đây không phải tệp quy trình của Nối. Hãy chọn tệp đã xuất từ Nối.', 'This is not a flow’s file of Nối. Choose a file exported from Nối.');
  }
  const { schema } = value;
  if (typeof schema !== 'number' || schema < 1) {
    return no(
      'Tệp được xuất từ phiên bản quá cũ của Nối. Hãy xuất lại từ quy trình gốc.',
      'The file comes from a version of Nối that is too old. Export it again from the flow.',
    );
  }
  if (schema > 1) {
    return no(
      'Tệp được xuất từ phiên bản Nối mới hơn. Hãy cập nhật rồi nhập lại.',
      'The file comes from a newer version of Nối. Update, then import it again.',
    );
  }
  if (!isModest(value)) return no('Tệp có cấu trúc bất thường nên không nhận được.', 'The file is built in an unusual way and cannot be taken.');
  const read = FlowFile.safeParse(value);
  if (!read.success) {
    const at = read.error.issues[0]?.path.join(' › ') ?? '';
    return no(`Tệp bị hỏng ở mục “${at}”. Hãy xuất lại từ quy trình gốc.`, `The file is broken at “${at}”. Export it again from the flow.`);
  }
  return sound(read.data);
}

function sound(file: FlowFile): FlowFileReading {
  const entries = Object.entries(file.graph.steps);
  if (entries.length > mostFileSteps) {
    return no(`Quy trình trong tệp có quá ${mostFileSteps} bước nên không nhận được.`, `The flow in the file has more than ${mostFileSteps} steps.`);
  }
  const misnamed = entries.find(([key, step]) => key !== step.id);
  if (misnamed)
    return no(
      `Tệp bị hỏng ở bước “${misnamed[0]}”. Hãy xuất lại từ quy trình gốc.`,
      `The file is broken at the step “${misnamed[0]}”. Export it again from the flow.`,
    );
  const wires = new Set(file.graph.edges.map(({ id }) => id));
  if (wires.size < file.graph.edges.length || wires.size > 5 * mostFileSteps) {
    return no('Các đường nối trong tệp bị hỏng. Hãy xuất lại từ quy trình gốc.', 'The wires in the file are broken. Export it again from the flow.');
  }
  return { ok: true, file };
}

function parsed(text: string): unknown {
  try {
    // Some editors put a mark at the beginning of a file.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** Whether a value can be walked by what comes next: neither nested without end nor made of too many pieces. */
function isModest(value: unknown): boolean {
  let level: unknown[] = [value];
  let count = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    count += level.length;
    if (depth > deepest || count > mostValues) return false;
    const inside: unknown[] = [];
    for (const one of level) if (typeof one === 'object' && one !== null) for (const part of Object.values(one)) inside.push(part);
    level = inside;
  }
  return true;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function no(vi: string, en: string): FlowFileReading {
  return { ok: false, reason: { vi, en } };
}
