import type { Text } from '@noi/node-sdk';
import { z } from 'zod';
import { FlowGraph } from '../graph/FlowGraph.ts';

/** Some steps of a flow with the wires between them, as the clipboard carries them: the flow's own JSON without its settings. */
export const FlowPart = FlowGraph.omit({ settings: true });
export type FlowPart = z.infer<typeof FlowPart>;

/** The longest text that is read, in characters; a flow of some thousand steps. */
export const longestPart = 2_000_000;

export type PartReading = { readonly ok: true; readonly part: FlowPart } | { readonly ok: false; readonly reason: Text };

const Versioned = z.object({ schema: z.number(), steps: z.unknown() });

/** Reads what the clipboard holds. Anything but steps of a flow is refused with words for people, and never throws. */
export function readPart(text: string): PartReading {
  if (text.length > longestPart) return no('Nội dung đã sao chép quá lớn để dán vào quy trình.', 'What was copied is too large to be pasted into a flow.');
  const json = parseJson(text);
  const read = FlowPart.safeParse(json);
  if (read.success && Object.keys(read.data.steps).length > 0) return { ok: true, part: read.data };
  const versioned = Versioned.safeParse(json);
  if (versioned.success && versioned.data.schema > 1)
    return no(
      'Các bước này được sao chép từ phiên bản Nối mới hơn. Tải lại trang rồi dán lại.',
      'These steps come from a newer version of Nối. Reload the page and paste again.',
    );
  return no(
    'Nội dung đã sao chép không phải là các bước của một quy trình. Chọn các bước, nhấn Ctrl+C, rồi dán lại.',
    'What was copied is not steps of a flow. Choose steps, press Ctrl+C and paste again.',
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function no(vi: string, en: string): PartReading {
  return { ok: false, reason: { vi, en } };
}
