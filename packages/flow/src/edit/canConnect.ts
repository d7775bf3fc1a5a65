import type { Text } from '@noi/node-sdk';
import type { FlowGraph, Port, StepId } from '../graph/FlowGraph.ts';
import { portsOf } from '../graph/ports.ts';
import { reachableFrom, wiresFrom } from '../graph/reach.ts';
import { stepOf } from '../graph/stepOf.ts';

export interface WireDraft {
  readonly from: StepId;
  readonly port: Port;
  readonly to: StepId;
}

export type ConnectAnswer = { readonly ok: true } | { readonly ok: false; readonly reason: Text };

/** Whether a wire may be drawn. A port may have several wires out and a step several in; a wire never closes a circle. */
export function canConnect(graph: FlowGraph, { from, port, to }: WireDraft): ConnectAnswer {
  const source = stepOf(graph, from);
  const target = stepOf(graph, to);
  if (!source || !target) return no('Một trong hai bước không còn nữa.', 'One of the two steps is gone.');
  if (!portsOf(source).includes(port)) return no('Bước này không có nhánh đó.', 'This step has no such branch.');
  if (target.kind === 'trigger') return no('Sự kiện bắt đầu luôn đứng đầu, không nối vào nó được.', 'The trigger always comes first; nothing leads into it.');
  if (from === to) return no('Không nối một bước vào chính nó được.', 'A step cannot lead to itself.');
  if (source.parent !== target.parent) return no('Hai bước nằm ở hai khung khác nhau nên không nối được.', 'The two steps are in different containers.');
  if (wiresFrom(graph, from).some((edge) => edge.port === port && edge.to === to)) return no('Hai bước này đã nối rồi.', 'These two steps are wired already.');
  if (reachableFrom(graph, to).has(from))
    return no('Đường nối này tạo thành vòng lặp. Đường nối chỉ đi về phía trước.', 'This wire would make a circle. Wires only go forward.');
  return { ok: true };
}

function no(vi: string, en: string): ConnectAnswer {
  return { ok: false, reason: { vi, en } };
}
