import type { DynamicSnapshot, InputValue, Step, StepOf } from '@noi/flow';
import { useMemo } from 'react';
import { useEditorContext } from '../store/EditorContext.ts';
import type { SendOptions } from '../store/EditorState.ts';

/** A step that a node package stands behind. */
export type NodeStep = StepOf<'action'> | StepOf<'trigger'> | StepOf<'waitForEvent'>;

/** Changes one step as a command. `field` names what is typed in, so that quick changes of it are undone together. */
export function useStepEdit(stepId: string) {
  const { store } = useEditorContext();
  return useMemo(() => {
    const current = () => store.getState().graph.steps[stepId];
    const change = (step: Step, options: SendOptions = {}) => store.getState().send({ type: 'step.change', step }, options);
    const typing = (field: string): SendOptions => ({ mergeKey: `${stepId}:${field}` });

    function nodeStep(): NodeStep | null {
      const step = current();
      return step?.kind === 'action' || step?.kind === 'trigger' || step?.kind === 'waitForEvent' ? step : null;
    }

    return {
      change,
      typing,
      setInput(key: string, value: InputValue | undefined) {
        const step = nodeStep();
        if (!step || step.kind === 'waitForEvent') return;
        const { [key]: _former, ...rest } = step.input;
        change({ ...step, input: value === undefined ? rest : { ...rest, [key]: value } }, typing(key));
      },
      setConnection(connectionId: string | null) {
        const step = nodeStep();
        if (!step) return;
        const { connectionId: _former, ...rest } = step;
        change(connectionId ? { ...rest, connectionId } : rest);
      },
      /** To ask is what a step without a choice does, so that choice leaves nothing in the document. */
      setOnUnknown(policy: 'ask' | 'resend' | 'skip') {
        const step = current();
        if (step?.kind !== 'action') return;
        const { onUnknown: _former, ...rest } = step;
        change(policy === 'ask' ? rest : { ...rest, onUnknown: policy });
      },
      setName(name: string) {
        const step = current();
        if (!step) return;
        const { name: _former, ...rest } = step;
        change(name.trim() === '' ? rest : { ...rest, name }, typing('name'));
      },
      /** Freezes loaded fields into the step; values of fields that are gone go with them. */
      setDynamic(key: string, snapshot: DynamicSnapshot) {
        const { history } = store.getState();
        const step = current();
        if (step?.kind !== 'action') return;
        const held = step.input[key];
        const names = new Set(snapshot.fields.map((field) => field.key));
        const kept = isRecord(held) ? Object.fromEntries(Object.entries(held).filter(([name]) => names.has(name))) : {};
        const last = history.done.at(-1)?.command;
        // The choice that asked for these fields and the fields are undone together.
        const joinsLast = last?.type === 'step.change' && last.step.id === stepId;
        change({ ...step, input: { ...step.input, [key]: kept }, dynamic: { ...step.dynamic, [key]: snapshot } }, { joinsLast });
      },
    };
  }, [store, stepId]);
}

function isRecord(value: InputValue | undefined): value is { [key: string]: InputValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
