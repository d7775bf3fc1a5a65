import type { FlowGraph, StepId } from '@noi/flow';
import { createContext, useContext } from 'react';
import type { EditorCatalog } from '../catalog/EditorCatalog.ts';
import type { WireStart } from './moveStep.ts';
import type { OutlineRow } from './outlineRows.ts';

/** What the lines of one outline share. */
export interface OutlineView {
  readonly graph: FlowGraph;
  readonly catalog: EditorCatalog;
  readonly numbers: ReadonlyMap<StepId, string>;
  readonly collapsed: ReadonlySet<StepId>;
  /** The line that the keyboard stands on. */
  readonly current: string | null;
  /** The line whose choices are open. */
  readonly menu: string | null;
  readonly renaming: StepId | null;
  openMenu(key: string | null): void;
  rename(id: StepId | null): void;
  /** Makes it the keyboard's line without taking the focus. */
  standOn(key: string): void;
  readonly act: OutlineActions;
}

/** What can be done at a line; each of them is one command and says what came of it. */
export interface OutlineActions {
  /** Opens the step's form; from the keyboard the focus goes there. */
  open(id: StepId, fromKeyboard: boolean): void;
  goTo(key: string): void;
  addAt(row: OutlineRow): void;
  addBehind(from: StepId, port: string): void;
  addInside(container: StepId): void;
  move(id: StepId, by: -1 | 1): void;
  setName(id: StepId, name: string): void;
  duplicate(id: StepId): void;
  remove(row: OutlineRow): void;
  removeWire(id: string): void;
  fold(id: StepId): void;
  /** Asks where a way out is to lead. */
  askTarget(start: WireStart): void;
}

export const OutlineContext = createContext<OutlineView | null>(null);

export function useOutlineView(): OutlineView {
  const view = useContext(OutlineContext);
  if (!view) throw new Error('Used outside of an outline');
  return view;
}
