import { type FlowCommand, isContainer, portsOf, type StepId } from '@noi/flow';
import { type RefObject, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { duplicateChosen } from '../actions/chosenSteps.ts';
import { withRoom } from '../edits/containers.ts';
import { removeSelection } from '../edits/placement.ts';
import type { EditorStore } from '../store/createEditorStore.ts';
import type { AddingStep } from '../store/EditorState.ts';
import { focusForm } from './focusForm.ts';
import { moveStep, type WireStart } from './moveStep.ts';
import type { OutlineActions } from './OutlineContext.ts';
import { type OutlineRow, outlineRows, stepKey, stepNumbers } from './outlineRows.ts';
import { outlineTree } from './outlineTree.ts';

interface Place {
  readonly store: EditorStore;
  readonly list: RefObject<HTMLElement | null>;
  /** Read aloud at once. */
  say(words: string): void;
  focusSoon(key: string): void;
  askTarget(start: WireStart): void;
  openMenu(key: string): void;
  /** A step that is added from here on takes the focus. */
  awaitNew(): void;
}

/** What the outline's keys, buttons and menus do. */
export function useOutlineActions({ store, list, say, focusSoon, askTarget, openMenu, awaitNew }: Place): OutlineActions {
  const { t } = useTranslation();
  return useMemo(() => {
    const rowsNow = () => outlineRows(outlineTree(store.getState().graph), store.getState().collapsed);

    function startAdding(key: string, adding: Omit<AddingStep, 'anchor'>) {
      const row = list.current?.querySelector(`[data-row="${CSS.escape(key)}"]`)?.getBoundingClientRect();
      awaitNew();
      store.getState().startAdding({ ...adding, anchor: { x: (row?.left ?? 0) + 180, y: (row?.bottom ?? 0) + 4 } });
    }

    /** Behind a way out: into its wire when it has just one. */
    function addBehind(key: string, from: StepId, port: string) {
      const [edge, ...others] = store.getState().graph.edges.filter((one) => one.from === from && one.port === port);
      startAdding(key, edge && others.length === 0 ? { intoEdge: edge.id } : { from: { stepId: from, port } });
    }

    function removeAndSay(command: FlowCommand | null, row: string, words: string) {
      if (!command) return;
      const before = rowsNow();
      const at = before.findIndex(({ key }) => key === row);
      if (!store.getState().send(command)) return;
      const left = new Set(rowsNow().map(({ key }) => key));
      const next = [...before.slice(at), ...before.slice(0, at).reverse()].find(({ key }) => left.has(key));
      if (next) focusSoon(next.key);
      say(words);
    }

    return {
      open(id, fromKeyboard) {
        store.getState().select({ steps: [id] });
        if (fromKeyboard) focusForm();
      },
      goTo: focusSoon,
      addBehind: (from, port) => addBehind(stepKey(from), from, port),
      addInside: (container) => startAdding(stepKey(container), { parent: container }),
      addAt(row) {
        if (row.kind === 'empty') return startAdding(row.key, { parent: row.container.id });
        if (row.kind === 'way') {
          if (row.way.edge) return startAdding(row.key, { intoEdge: row.way.edge.id });
          return addBehind(row.key, row.way.from.id, row.way.port);
        }
        const ports = portsOf(row.line.step);
        if (ports.includes('next')) return addBehind(row.key, row.line.step.id, 'next');
        // Which branch it is to be can only be asked.
        if (ports.length > 0) openMenu(row.key);
        else say(t('outline.endsHere'));
      },
      move(id, by) {
        const { graph, send } = store.getState();
        const command = moveStep(graph, id, by);
        if (!command) return say(t(by === -1 ? 'outline.cannotMoveUp' : 'outline.cannotMoveDown'));
        if (!send(withRoom(graph, command))) return;
        focusSoon(stepKey(id));
        say(t('outline.movedTo', { number: stepNumbers(outlineTree(store.getState().graph)).get(id) ?? '' }));
      },
      setName(id, name) {
        const { graph, send } = store.getState();
        const step = graph.steps[id];
        if (!step) return;
        const { name: former, ...unnamed } = step;
        const wanted = name.trim();
        if (wanted !== (former ?? '')) send({ type: 'step.change', step: wanted === '' ? unnamed : { ...unnamed, name: wanted } });
        focusSoon(stepKey(id));
      },
      duplicate(id) {
        store.getState().select({ steps: [id] });
        duplicateChosen(store);
        const [copy] = store.getState().selectedSteps;
        if (copy) focusSoon(stepKey(copy));
      },
      remove(row) {
        const { graph, selectedSteps } = store.getState();
        if (row.kind === 'empty') return;
        if (row.kind === 'way') return row.way.edge ? removeAndSay({ type: 'edge.remove', id: row.way.edge.id }, row.key, t('outline.removedWire')) : undefined;
        const { id } = row.line.step;
        const steps = selectedSteps.includes(id) ? selectedSteps : [id];
        removeAndSay(removeSelection(graph, steps, []), row.key, t('outline.removed'));
      },
      removeWire(id) {
        const edge = store.getState().graph.edges.find((one) => one.id === id);
        if (edge) removeAndSay({ type: 'edge.remove', id }, stepKey(edge.from), t('outline.removedWire'));
      },
      fold(id) {
        const step = store.getState().graph.steps[id];
        if (step && isContainer(step)) store.getState().toggleCollapsed(id);
      },
      askTarget,
    } satisfies OutlineActions;
  }, [store, list, say, focusSoon, askTarget, openMenu, awaitNew, t]);
}

/** The line a key stands for, as the flow is now. */
export function rowNow(store: EditorStore, key: string): OutlineRow | undefined {
  const { graph, collapsed } = store.getState();
  return outlineRows(outlineTree(graph), collapsed).find((row) => row.key === key);
}
