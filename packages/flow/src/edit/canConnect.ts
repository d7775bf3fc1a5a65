import type { Text } from '@noi/node-sdk';
import type { FlowGraph, Port, StepId } from '../graph/FlowGraph.ts';
import { portsOf } from '../graph/ports.ts';
import { reachableFrom, upstreamOf, wiresFrom } from '../graph/reach.ts';
import { stepOf, stepsById } from '../graph/stepOf.ts';

export interface WireDraft {
  readonly from: StepId;
  readonly port: Port;
  readonly to: StepId;
}

export type ConnectAnswer =
  | { readonly ok: true }
  /** `isCircle`: the steps between the two could stand in a loop instead. */
  | { readonly ok: false; readonly reason: Text; readonly isCircle?: true };

/** Whether a wire may be drawn. A port may have several wires out and a step several in; a wire never closes a circle. */
export function canConnect(graph: FlowGraph, { from, port, to }: WireDraft): ConnectAnswer {
  const source = stepOf(graph, from);
  const target = stepOf(graph, to);
  if (!source || !target) return no('Một trong hai bước không còn nữa.', 'One of the two steps is gone.');
  if (!portsOf(source).includes(port)) return no('Bước này không có nhánh đó.', 'This step has no such branch.');
  if (target.kind === 'trigger') return no('Sự kiện bắt đầu luôn đứng đầu, không nối vào nó được.', 'The trigger always comes first; nothing leads into it.');
  if (target.kind === 'errorHandler')
    return no('Nhánh xử lý lỗi tự bắt đầu khi lượt chạy gặp lỗi, không nối vào nó được.', 'The error handler starts by itself; nothing leads into it.');
  if (from === to) return no('Không nối một bước vào chính nó được.', 'A step cannot lead to itself.');
  if (source.parent !== target.parent) return no('Hai bước nằm ở hai khung khác nhau nên không nối được.', 'The two steps are in different containers.');
  if (wiresFrom(graph, from).some((edge) => edge.port === port && edge.to === to)) return no('Hai bước này đã nối rồi.', 'These two steps are wired already.');
  const after = reachableFrom(graph, to);
  if (after.has(from)) {
    const circle = no('Đường nối này tạo thành vòng lặp. Đường nối chỉ đi về phía trước.', 'This wire would make a circle. Wires only go forward.');
    return { ...circle, isCircle: true };
  }
  if (joinsParts(graph, from, after))
    return no(
      'Phần xử lý lỗi đứng riêng, không nối chung với phần chính được.',
      'The part that handles errors stands by itself; it cannot be wired into the main part.',
    );
  return { ok: true };
}

/** Whether a wire from `from` would let a step be reached both from the trigger and from the error handler. */
function joinsParts(graph: FlowGraph, from: StepId, after: ReadonlySet<StepId>): boolean {
  const before = new Set([from, ...upstreamOf(graph, from)]);
  const starts = stepsById(graph).filter(({ kind }) => kind === 'trigger' || kind === 'errorHandler');
  const leading = starts.filter(({ id }) => before.has(id));
  return starts.some((other) => leading.some(({ kind }) => kind !== other.kind) && [...reachableFrom(graph, other.id)].some((id) => after.has(id)));
}

function no(vi: string, en: string) {
  return { ok: false, reason: { vi, en } } as const;
}
