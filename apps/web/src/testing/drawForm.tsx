import { emptyGraph, type FlowGraph, type InputValue, type StepOf } from '@noi/flow';
import { orderDelivered } from '@noi/flow/testing';
import type { ActionDescriptor, FieldDescriptor, PackageDescriptor } from '@noi/node-sdk';
import { UiProvider } from '@noi/ui';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { queryClient } from '../api/trpc.ts';
import { createEditorCatalog } from '../editor/catalog/EditorCatalog.ts';
import { NodeForm } from '../editor/inspector/NodeForm.tsx';
import { DataDock } from '../editor/stepData/DataDock.tsx';
import { InsertTargetContext } from '../editor/stepData/InsertTarget.ts';
import { StepDataProvider } from '../editor/stepData/StepData.tsx';
import { EditorContext, useEditor } from '../editor/store/EditorContext.ts';
import type { EditorState } from '../editor/store/EditorState.ts';
import { useIssues } from '../editor/useIssues.ts';
import { anEditor } from './anEditor.ts';

type Input = Record<string, InputValue>;

interface FormRequest {
  /** Of the action whose form is drawn. */
  readonly fields: readonly FieldDescriptor[];
  readonly input?: Input;
  readonly node?: Partial<ActionDescriptor>;
  readonly step?: Partial<StepOf<'action'>>;
  /** With the data panel beside it. */
  readonly hasDock?: boolean;
  /** What stands around the form. */
  readonly around?: (form: ReactNode) => ReactNode;
}

const words = { close: 'Đóng', clear: 'Xoá', showPassword: 'Hiện mật khẩu' };
const selectForm = (state: EditorState) => state.graph.steps.form;
let root: Root | null = null;

/** Draws the form of a step behind the trigger “Khi đơn hàng giao xong”, with a store of its own. Takes the place of a form drawn before. */
export function drawForm({ fields, input = {}, node, step, hasDock = false, around = (drawn) => drawn }: FormRequest) {
  root?.unmount();
  document.body.innerHTML = '<div style="position: absolute; right: 0; width: 364px; height: 700px; padding: 16px"></div>';
  const catalog = createEditorCatalog([packageWith({ ...plainAction, ...node, input: fields })]);
  const form: StepOf<'action'> = { id: 'form', kind: 'action', node: 'test.do', nodeVersion: 1, position: { x: 0, y: 200 }, input, ...step };
  const graph: FlowGraph = {
    ...emptyGraph(),
    steps: { start: { id: 'start', kind: 'trigger', node: orderDelivered.id, nodeVersion: 1, position: { x: 0, y: 0 }, input: {} }, form },
    edges: [{ id: 'e', from: 'start', port: 'next', to: 'form' }],
  };
  const editor = anEditor(graph, catalog);

  root = createRoot(document.body.firstElementChild as HTMLElement);
  root.render(
    <UiProvider words={words}>
      <QueryClientProvider client={queryClient}>
        <EditorContext value={editor}>
          <StepDataProvider stepId="form">
            <InsertTargetContext value={{ current: null }}>
              {hasDock && <DataDock onClose={() => undefined} />}
              {around(<FormAgain />)}
            </InsertTargetContext>
          </StepDataProvider>
        </EditorContext>
      </QueryClientProvider>
    </UiProvider>,
  );
  return {
    store: editor.store,
    /** What the document holds now. */
    input(): Input {
      const held = editor.store.getState().graph.steps.form;
      return held?.kind === 'action' ? held.input : {};
    },
  };
}

function FormAgain() {
  useIssues();
  const step = useEditor(selectForm);
  return step?.kind === 'action' ? <NodeForm step={step} /> : null;
}

const plainAction: ActionDescriptor = {
  kind: 'action',
  id: 'test.do',
  version: 1,
  packageId: 'test',
  title: { vi: 'Làm thử', en: 'Try' },
  summary: { vi: 'Làm thử', en: 'Try' },
  keywords: [],
  input: [],
  output: [],
  sample: {},
  repeat: 'native',
  rateClass: 'test',
  slow: false,
};

function packageWith(action: ActionDescriptor): PackageDescriptor {
  const title = { vi: 'Thử', en: 'Test' };
  const account = { id: 'test.account', packageId: 'test', title, fields: [], hasDoor: false, hasSandbox: true };
  return {
    id: 'test',
    version: '1.0.0',
    title,
    icon: '<svg viewBox="0 0 24 24"></svg>',
    connections: [account],
    triggers: [orderDelivered],
    actions: [action],
  };
}
