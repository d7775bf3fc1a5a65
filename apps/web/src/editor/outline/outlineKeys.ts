import { isContainer } from '@noi/flow';
import type { KeyboardEvent } from 'react';
import type { EditorStore } from '../store/createEditorStore.ts';
import type { OutlineView } from './OutlineContext.ts';
import type { OutlineRow } from './outlineRows.ts';
import { rowNow } from './useOutlineActions.ts';

/** Keys with Ctrl or ⌘ that work on what is chosen. */
const onChoice = ['c', 'x', 'd'];

/** The outline's keyboard. Keys that it takes never reach the canvas's own map; all others do, with the line's step chosen where they need one. */
export function outlineKeys({ store, rows, view }: { store: EditorStore; rows: readonly OutlineRow[]; view: OutlineView }) {
  const { act } = view;

  function step(from: number, by: number) {
    const to = rows[Math.min(rows.length - 1, Math.max(0, from + by))];
    if (to) act.goTo(to.key);
  }

  function inward(row: OutlineRow, at: number) {
    if (row.kind === 'step' && isContainer(row.line.step) && view.collapsed.has(row.line.step.id)) return act.fold(row.line.step.id);
    const child = rows[at + 1];
    if (child?.parent === row.key) act.goTo(child.key);
  }

  function outward(row: OutlineRow) {
    if (row.kind === 'step' && isContainer(row.line.step) && !view.collapsed.has(row.line.step.id)) return act.fold(row.line.step.id);
    if (row.parent !== null) act.goTo(row.parent);
  }

  function choose(row: OutlineRow) {
    if (row.kind !== 'step') return;
    const { selectedSteps, select } = store.getState();
    const { id } = row.line.step;
    select({ steps: selectedSteps.includes(id) ? selectedSteps.filter((one) => one !== id) : [...selectedSteps, id] });
  }

  return (event: KeyboardEvent) => {
    const key = event.target instanceof Element ? event.target.getAttribute('data-row') : null;
    const row = key === null ? undefined : rowNow(store, key);
    if (!row) return;
    const at = rows.findIndex((one) => one.key === row.key);
    const id = row.kind === 'step' ? row.line.step.id : null;

    if (event.ctrlKey || event.metaKey) {
      const { selectedSteps, select } = store.getState();
      if (id !== null && onChoice.includes(event.key.toLowerCase()) && !selectedSteps.includes(id)) select({ steps: [id] });
      return;
    }
    if (event.altKey) {
      if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
      if (id !== null) act.move(id, event.key === 'ArrowUp' ? -1 : 1);
    } else if (event.key === 'ArrowDown') step(at, 1);
    else if (event.key === 'ArrowUp') step(at, -1);
    else if (event.key === 'Home') step(0, 0);
    else if (event.key === 'End') step(rows.length, 0);
    else if (event.key === 'ArrowRight') inward(row, at);
    else if (event.key === 'ArrowLeft') outward(row);
    else if (event.key === '+' || event.key === 'Insert') act.addAt(row);
    else if (event.key === 'Delete' || event.key === 'Backspace') act.remove(row);
    else if (event.key === 'F2' && id !== null) view.rename(id);
    else if (event.key === ' ' && id !== null) choose(row);
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) view.openMenu(row.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
