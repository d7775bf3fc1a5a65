import { canConnect } from '../edit/canConnect.ts';
import type { FlowCommand } from '../edit/FlowCommand.ts';
import type { Step } from '../graph/FlowGraph.ts';
import { membersOf } from '../graph/levels.ts';
import { portsOf } from '../graph/ports.ts';
import { wiresFrom, wiresTo } from '../graph/reach.ts';
import { stepOf } from '../graph/stepOf.ts';
import { stepTitle } from '../graph/stepTitle.ts';
import type { Draft } from '../validate/Draft.ts';
import { isSound } from '../validate/rules/wiresSound.ts';
import type { Fix, Fixer } from './Fix.ts';

/** Wires that lead nowhere go; a trigger is wired to the only step that can follow; a step in a container that is gone comes out. */
export const fixWires: Fixer = ({ code, stepId }, draft) => {
  switch (code) {
    case 'wire_broken':
      return removeBroken(stepId, draft);
    case 'trigger_unwired':
      return wireTrigger(stepId, draft);
    case 'level_broken':
      return stepId === undefined
        ? null
        : { words: { vi: 'Đưa ra ngoài', en: 'Take it out' }, command: { type: 'step.reparent', ids: [stepId], parent: null } };
    default:
      return null;
  }
};

function removeBroken(stepId: string | undefined, { graph, drawn }: Draft): Fix | null {
  const broken = drawn.edges.filter(
    (edge) => graph.edges.includes(edge) && !isSound(edge, graph) && (stepId === undefined || edge.from === stepId || edge.to === stepId),
  );
  const ids = [...new Set(broken.map(({ id }) => id))];
  if (ids.length === 0) return null;
  const commands = ids.map((id): FlowCommand => ({ type: 'edge.remove', id }));
  return { words: { vi: 'Xoá đường nối hỏng', en: 'Remove the broken wire' }, command: { type: 'batch', commands } };
}

function wireTrigger(stepId: string | undefined, { drawn, catalog }: Draft): Fix | null {
  const trigger = stepId === undefined ? undefined : stepOf(drawn, stepId);
  const isFree = ({ id, kind, disabled }: Step) => kind !== 'trigger' && kind !== 'errorHandler' && !disabled && wiresTo(drawn, id).length === 0;
  const [next, ...others] = membersOf(drawn, null).filter(isFree);
  if (!trigger || !next || others.length > 0 || wiresFrom(drawn, trigger.id).length > 0) return null;
  const [port = 'next'] = portsOf(trigger);
  const wire = { from: trigger.id, port, to: next.id };
  const id = `${wire.from}.${wire.port}-${wire.to}`;
  if (!canConnect(drawn, wire).ok || drawn.edges.some((edge) => edge.id === id)) return null;
  const { vi, en } = stepTitle({ step: next, graph: drawn, catalog });
  return { words: { vi: `Nối với “${vi}”`, en: `Wire it to “${en}”` }, command: { type: 'edge.add', edge: { id, ...wire } } };
}
