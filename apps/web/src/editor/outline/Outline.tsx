import { Button, VisuallyHidden } from '@mantine/core';
import type { StepId } from '@noi/flow';
import { IconPlus } from '@tabler/icons-react';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unambiguousPort } from '../edits/placement.ts';
import { MarksOutline } from '../marks/MarksOutline.tsx';
import { useEditor, useEditorContext } from '../store/EditorContext.ts';
import type { EditorState } from '../store/EditorState.ts';
import { isInForm } from './focusForm.ts';
import type { WireStart } from './moveStep.ts';
import classes from './Outline.module.css';
import { OutlineContext, type OutlineView } from './OutlineContext.ts';
import { OutlineLines } from './OutlineLines.tsx';
import { outlineKeys } from './outlineKeys.ts';
import { outlineRows, stepKey, stepNumbers } from './outlineRows.ts';
import { outlineTree } from './outlineTree.ts';
import { TargetDialog } from './TargetDialog.tsx';
import { useLineFocus } from './useLineFocus.ts';
import { useOutlineActions } from './useOutlineActions.ts';

const selectGraph = (state: EditorState) => state.graph;
const selectCollapsed = (state: EditorState) => state.collapsed;
const selectOnlyChosen = (state: EditorState) => (state.selectedSteps.length === 1 ? (state.selectedSteps[0] ?? null) : null);

/** The flow as a numbered list that can be edited without a mouse; the same document and the same choice as the canvas. */
export function Outline() {
  const { t } = useTranslation();
  const { catalog, store } = useEditorContext();
  // Typing in a form must not wait for the list.
  const graph = useDeferredValue(useEditor(selectGraph));
  const collapsed = useEditor(selectCollapsed);
  const chosen = useEditor(selectOnlyChosen);
  const tree = useMemo(() => outlineTree(graph), [graph]);
  const rows = useMemo(() => outlineRows(tree, collapsed), [tree, collapsed]);
  const numbers = useMemo(() => stepNumbers(tree), [tree]);

  const list = useRef<HTMLElement>(null);
  const [said, say] = useState('');
  const [menu, openMenu] = useState<string | null>(null);
  const [renaming, rename] = useState<StepId | null>(null);
  const [wiring, setWiring] = useState<WireStart | null>(null);
  const { current, standOn, focusSoon, awaitNew } = useLineFocus({ list, rows, chosen });
  const act = useOutlineActions({ store, list, say, focusSoon, askTarget: setWiring, openMenu, awaitNew });

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const [only] = store.getState().selectedSteps;
      if (event.key === 'Escape' && !event.defaultPrevented && only && isInForm(event.target)) focusSoon(stepKey(only));
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [store, focusSoon]);

  const view = useMemo<OutlineView>(
    () => ({ graph, catalog, numbers, collapsed, current, menu, renaming, openMenu, rename, standOn, act }),
    [graph, catalog, numbers, collapsed, current, menu, renaming, standOn, act],
  );

  function addAtEnd(press: { currentTarget: Element }) {
    const from = unambiguousPort(store.getState().graph, []);
    const { left, bottom } = press.currentTarget.getBoundingClientRect();
    awaitNew();
    store.getState().startAdding({ ...(from && { from }), anchor: { x: left + 140, y: bottom + 4 } });
  }

  return (
    <OutlineContext value={view}>
      {/* The keys of its lines are handled here; the lines themselves are buttons. */}
      <section className={classes.outline} ref={list} aria-label={t('outline.showList')} onKeyDown={outlineKeys({ store, rows, view })}>
        {rows.length === 0 && <p className={classes.hint}>{t('outline.empty')}</p>}
        <ol className={classes.list} aria-label={t('editor.outline')} aria-describedby="outline-keys">
          <OutlineLines lines={tree} />
        </ol>
        <Button variant="default" size="sm" leftSection={<IconPlus size={16} />} onClick={addAtEnd}>
          {t(rows.length === 0 ? 'outline.addStart' : 'outline.addEnd')}
        </Button>
        <MarksOutline />
        <p className={classes.hint} id="outline-keys">
          {t('outline.keys')}
        </p>
        <VisuallyHidden role="status" aria-live="polite">
          {said}
        </VisuallyHidden>
      </section>
      {wiring && (
        <TargetDialog
          start={wiring}
          say={say}
          onClose={() => {
            setWiring(null);
            focusSoon(stepKey(wiring.from));
          }}
        />
      )}
    </OutlineContext>
  );
}
