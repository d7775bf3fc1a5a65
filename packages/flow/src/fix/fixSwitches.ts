import type { Text } from '@noi/node-sdk';
import { applyCommand } from '../edit/applyCommand.ts';
import type { FlowCommand } from '../edit/FlowCommand.ts';
import type { Step } from '../graph/FlowGraph.ts';
import { containersAround, membersOf } from '../graph/levels.ts';
import { wiresFrom } from '../graph/reach.ts';
import { runningGraph } from '../graph/runningGraph.ts';
import { stepOf } from '../graph/stepOf.ts';
import { stepTitle } from '../graph/stepTitle.ts';
import { parsePath } from '../template/dataPath.ts';
import type { Draft } from '../validate/Draft.ts';
import { referencesOf } from '../validate/rules/dataAvailable.ts';
import type { Fix, Fixer } from './Fix.ts';

/** What is off and needed is switched on; what hangs in the air is switched off, since that can be taken back at any time. */
export const fixSwitches: Fixer = (issue, draft) => {
  const step = issue.stepId === undefined ? undefined : stepOf(draft.drawn, issue.stepId);
  if (!step) return null;
  switch (issue.code) {
    case 'data_off':
      return switchOnSource(step, issue.field, draft);
    case 'trigger_off':
      return switchingOn([step], on, draft);
    case 'container_off':
      return switchingOn(membersOf(draft.drawn, step.id), { vi: 'Bật lại các bước bên trong', en: 'Switch the steps inside on' }, draft);
    case 'trigger_many':
    case 'handler_many':
    case 'handler_unwired':
    case 'container_empty':
      return { words: off, command: change([{ ...step, disabled: true }]) };
    case 'step_unreachable':
      return wiresFrom(draft.drawn, step.id).length === 0 ? { words: off, command: change([{ ...step, disabled: true }]) } : null;
    default:
      return null;
  }
};

/** `null` where that is not enough to let one of the steps run. */
function switchingOn(steps: readonly Step[], words: Text, { drawn }: Draft): Fix | null {
  const command = change(steps.filter(({ disabled }) => disabled).map(withoutOff));
  const running = runningGraph(applyCommand(drawn, command));
  return steps.some(({ id }) => stepOf(running, id)) ? { words, command } : null;
}

/** The step that the field reads, or the container that it stands in, is switched on. Several such steps, and one that is only passed by, are for people to sort out. */
function switchOnSource(reader: Step, field: string | undefined, draft: Draft): Fix | null {
  const read = referencesOf(reader, draft).flatMap((reference) => {
    const [root, id] = parsePath(reference.path) ?? [];
    return reference.field === field && root === 'steps' && typeof id === 'string' && !stepOf(draft.graph, id) ? [id] : [];
  });
  const [id, ...others] = new Set(read);
  const source = id === undefined || others.length > 0 ? undefined : stepOf(draft.drawn, id);
  const disabled = source ? [source, ...containersAround(draft.drawn, source.id)].filter((one) => one.disabled) : [];
  const [first] = disabled;
  if (!source || !first) return null;
  const { vi, en } = stepTitle({ step: first, graph: draft.drawn, catalog: draft.catalog });
  const fix = switchingOn(disabled, { vi: `Bật lại “${vi}”`, en: `Switch “${en}” on` }, draft);
  return fix && stepOf(runningGraph(applyCommand(draft.drawn, fix.command)), source.id) ? fix : null;
}

const on: Text = { vi: 'Bật lại bước này', en: 'Switch this step on' };
const off: Text = { vi: 'Tắt bước này', en: 'Switch this step off' };

function withoutOff({ disabled: _off, ...step }: Step): Step {
  return step;
}

function change(steps: readonly Step[]): FlowCommand {
  const commands = steps.map((step): FlowCommand => ({ type: 'step.change', step }));
  const [only] = commands;
  return only && commands.length === 1 ? only : { type: 'batch', commands };
}
