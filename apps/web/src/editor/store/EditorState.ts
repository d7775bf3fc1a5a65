import type { FlowCommand, FlowGraph, Issue, Port, Position, StepId } from '@noi/flow';
import type { Text } from '@noi/node-sdk';
import type { History } from '../document/history.ts';
import type { SaveState } from '../document/saveQueue.ts';
import type { Guide } from '../guides/guidesFor.ts';
import type { Person } from '../people/Person.ts';

export interface SendOptions {
  /** Edits with the same key that follow within a second become one step of undo. */
  readonly mergeKey?: string;
  /** Belongs to the edit before it (a loaded form after a choice): both are undone together. */
  readonly joinsLast?: boolean;
}

export interface DocumentSlice {
  readonly graph: FlowGraph;
  readonly history: History;
  /** Changes the flow at once and queues the change for saving. `false` when it is illegal; the user was told why. */
  send(command: FlowCommand, options?: SendOptions): boolean;
  undo(): void;
  redo(): void;
  /** Takes a newer draft of the server. */
  adopt(graph: FlowGraph, history: History): void;
}

export interface FieldFocus {
  readonly stepId: StepId;
  readonly field: string;
}

export interface SelectionSlice {
  readonly selectedSteps: readonly StepId[];
  readonly selectedEdges: readonly string[];
  /** The field that the inspector should scroll to and focus. */
  readonly focusedField: FieldFocus | null;
  select(selection: { steps?: readonly StepId[]; edges?: readonly string[] }): void;
  focusField(focus: FieldFocus | null): void;
}

/** Where the next step goes: behind an open port, into a wire, into a container, or at a place. */
export interface AddingStep {
  readonly from?: { readonly stepId: StepId; readonly port: Port };
  readonly intoEdge?: string;
  readonly parent?: StepId;
  readonly position?: Position;
  /** Where on the screen the search opens. */
  readonly anchor: { readonly x: number; readonly y: number };
}

/** What a right click was on. */
export type MenuPlace = 'step' | 'wire' | 'canvas';

export interface OpenMenu {
  readonly place: MenuPlace;
  /** Where on the screen. */
  readonly at: Position;
}

/** The dialogs that actions open. */
export type EditorDialog = 'keyboard' | 'commands' | 'find';

/** Where the values come from that the data tree and the previews show. */
export type SampleChoice =
  | { readonly from: 'declared' | 'lastRun' | 'simulated' }
  /** One event that came in, in place of the trigger's sample. */
  | { readonly from: 'event'; readonly event: { readonly id: string; readonly payload: Readonly<Record<string, unknown>> } | null };

export interface ViewSlice {
  readonly samples: SampleChoice;
  chooseSamples(samples: SampleChoice): void;
  readonly saveState: SaveState;
  readonly issues: readonly Issue[];
  /** Other open tabs at this flow, and those of them that stand at a step. */
  readonly people: readonly Person[];
  readonly peopleAt: ReadonlyMap<StepId, readonly Person[]>;
  readonly adding: AddingStep | null;
  readonly isShowingSettings: boolean;
  readonly dialog: EditorDialog | null;
  readonly menu: OpenMenu | null;
  /** The container that what is being dragged would land in. */
  readonly dropTarget: StepId | null;
  /** Containers and groups that are folded away. */
  readonly collapsed: ReadonlySet<string>;
  /** The wire whose end is being led elsewhere. */
  readonly rerouting: string | null;
  /** What dragged cards are in line with. */
  readonly guides: readonly Guide[];
  /** How often cards were asked to be seen on their way to new places. */
  readonly glides: number;
  setSaveState(state: SaveState): void;
  setIssues(issues: readonly Issue[]): void;
  setPeople(people: readonly Person[]): void;
  startAdding(adding: AddingStep | null): void;
  showSettings(isShown: boolean): void;
  showDialog(dialog: EditorDialog | null): void;
  openMenu(menu: OpenMenu | null): void;
  aimAt(dropTarget: StepId | null): void;
  reroute(edgeId: string | null): void;
  showGuides(guides: readonly Guide[]): void;
  /** The next change of the document moves cards where people should see them go. */
  glide(): void;
  /** Folds a container or a group away, or opens it again. */
  toggleCollapsed(id: string): void;
  /** Folds exactly these containers and groups away. */
  collapse(ids: readonly string[]): void;
}

export type EditorState = DocumentSlice & SelectionSlice & ViewSlice;

/** What the store needs from outside: where edits go and how the user is told. */
export interface EditorPorts {
  queueEdit(edit: {
    command: FlowCommand;
    kind: 'do' | 'undo' | 'redo';
    clientKey: string;
    origin?: History['done'][number]['origin'];
    mergeKey?: string;
  }): void;
  tell(reason: Text): void;
  now(): number;
  newKey(): string;
}
