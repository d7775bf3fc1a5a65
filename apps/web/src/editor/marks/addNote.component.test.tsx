import { emptyGraph } from '@noi/flow';
import { UiProvider } from '@noi/ui';
import { ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { anEditor } from '../../testing/anEditor.ts';
import type { CanvasEdge, CanvasNode } from '../canvas/types.ts';
import { createEditorCatalog } from '../catalog/EditorCatalog.ts';
import { EditorContext } from '../store/EditorContext.ts';
import { addNote } from './addNote.ts';
import { EditableMarks } from './EditableMarks.tsx';

const editor = () => anEditor(emptyGraph(), createEditorCatalog([]));
let root: Root | undefined;

afterEach(() => root?.unmount());

/** A canvas whose notes are drawn when they are told to; by N one adds a note. */
function draw(of: ReturnType<typeof editor>) {
  const place = document.createElement('div');
  place.style.cssText = 'width: 800px; height: 600px';
  document.body.replaceChildren(place);
  root = createRoot(place);
  const render = (isDrawn: boolean) =>
    root?.render(
      <UiProvider words={{ close: 'Đóng', clear: 'Xoá', showPassword: 'Hiện mật khẩu' }}>
        <EditorContext value={of}>
          <ReactFlowProvider>
            <Canvas of={of} isDrawn={isDrawn} />
          </ReactFlowProvider>
        </EditorContext>
      </UiProvider>,
    );
  render(false);
  return { drawNotes: () => render(true) };
}

function Canvas({ of, isDrawn }: { of: ReturnType<typeof editor>; isDrawn: boolean }) {
  const view = useReactFlow<CanvasNode, CanvasEdge>();
  return (
    <>
      <button type="button" onClick={() => addNote({ editor: of, view })}>
        Thêm ghi chú
      </button>
      <ReactFlow nodes={[]} edges={[]}>
        {isDrawn && <EditableMarks onNodesChange={() => undefined} />}
      </ReactFlow>
    </>
  );
}

const texts = (of: ReturnType<typeof editor>) => Object.values(of.store.getState().graph.notes ?? {}).map(({ text }) => text);
const written = page.getByRole('textbox', { name: 'Nội dung ghi chú' });

test('what is typed before the note is drawn is in it, and one types on where one was', async () => {
  const of = editor();
  const { drawNotes } = draw(of);
  await userEvent.click(page.getByRole('button', { name: 'Thêm ghi chú' }));
  await userEvent.keyboard('Hỏi kho');
  expect(texts(of)).toEqual(['Hỏi kho']);

  drawNotes();
  await expect.element(page.getByRole('article', { name: 'Ghi chú: Hỏi kho' })).toBeVisible();
  await userEvent.keyboard(' mỗi sáng');
  expect(texts(of)).toEqual(['Hỏi kho mỗi sáng']);
  await expect.element(written).toHaveFocus();
  expect(written.elements()).toHaveLength(1);
});

test('whoever goes elsewhere before the note is drawn stays there', async () => {
  const of = editor();
  const { drawNotes } = draw(of);
  const add = page.getByRole('button', { name: 'Thêm ghi chú' });
  await userEvent.click(add);
  await userEvent.keyboard('Hỏi');
  await userEvent.keyboard('{Tab}');
  const elsewhere = document.activeElement;
  expect(written.elements()).toHaveLength(0);

  drawNotes();
  await expect.element(written).toHaveValue('Hỏi');
  expect(document.activeElement).toBe(elsewhere);
});
