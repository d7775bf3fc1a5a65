import { parseTemplate, printTemplate } from '@noi/flow';
import { type DragEvent, type KeyboardEvent, useCallback, useContext, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useLate } from '../inspector/useLate.ts';
import type { DataNode } from '../stepData/dataTree.ts';
import { droppedPath, isDatumDragged } from '../stepData/draggedDatum.ts';
import { type CaretPlace, InsertDataButton } from '../stepData/InsertDataButton.tsx';
import { InsertTargetContext } from '../stepData/InsertTarget.ts';
import { useStepData } from '../stepData/StepData.tsx';
import { caretAtPoint, caretIn, isAtWordStart, placeOfCaret } from './caret.ts';
import { MissingPills } from './MissingPills.tsx';
import { OpenPill } from './OpenPill.tsx';
import classes from './PillInput.module.css';
import { drawSegments, insertChip, makeChip, type Pill, pillOf, readSegments, repaintChips } from './pillDom.ts';
import { useDescribePill } from './useDescribePill.ts';

export interface PillInputProps {
  readonly label: string;
  /** A template. */
  readonly value: string;
  onChange(value: string): void;
  readonly isMultiline?: boolean;
  readonly isInvalid?: boolean;
  readonly placeholder?: string;
  readonly describedBy?: string;
  /** The format that inserted data gets by itself, so that a moment or an amount reads well inside a sentence. */
  filtersFor?(node: DataNode): string;
  /** The field is left with this value. */
  onBlur?(value: string): void;
}

/**
 * Text with data pills in it. The browser edits the text itself (so that Vietnamese input methods are never disturbed);
 * the element is drawn again only when the value changes from outside. A slash opens the data tree at the caret.
 */
export function PillInput({ label, value, onChange, isMultiline = false, isInvalid = false, placeholder, describedBy, filtersFor, onBlur }: PillInputProps) {
  const { byPath } = useStepData();
  const target = useContext(InsertTargetContext);
  const root = useRef<HTMLDivElement>(null);
  const drawn = useRef<string | null>(null);
  const told = useRef<string | null>(null);
  const { later, now } = useLate((typed: string) => {
    told.current = typed;
    onChange(typed);
  });
  const caret = useRef<Range | null>(null);
  const slash = useRef(0);
  const asksForData = useRef(false);
  const [picking, setPicking] = useState<{ at: CaretPlace | null } | null>(null);
  const [open, setOpen] = useState<{ chip: HTMLElement; pill: Pill; isMissing?: boolean } | null>(null);

  const describe = useDescribePill();

  useLayoutEffect(() => {
    if (!root.current) return;
    const isEcho = value === told.current;
    told.current = value;
    if (drawn.current !== value && !isEcho) {
      drawn.current = value;
      caret.current = null;
      drawSegments(root.current, parseTemplate(value), describe);
    } else repaintChips(root.current, describe);
  }, [value, describe]);

  const emit = useCallback(() => {
    if (!root.current) return;
    const printed = printTemplate(readSegments(root.current));
    if (printed === '') root.current.replaceChildren();
    if (printed === drawn.current) return;
    drawn.current = printed;
    later(printed);
  }, [later]);

  useEffect(() => {
    function keepCaret() {
      caret.current = (root.current && caretIn(root.current)) ?? caret.current;
    }
    document.addEventListener('selectionchange', keepCaret);
    return () => document.removeEventListener('selectionchange', keepCaret);
  }, []);

  function openPicker(isOpen: boolean) {
    setPicking(isOpen ? { at: null } : null);
    if (isOpen || !root.current) return;
    slash.current = 0;
    const back = caret.current;
    root.current.focus();
    if (back) window.getSelection()?.setBaseAndExtent(back.startContainer, back.startOffset, back.endContainer, back.endOffset);
  }

  function insert(path: string, { at, replaced = 0 }: { at: Range | null; replaced?: number }) {
    if (!root.current) return;
    const node = byPath.get(path);
    root.current.focus();
    insertChip(root.current, makeChip({ type: 'data', path, filters: (node && filtersFor?.(node)) ?? '' }, describe), { at, replaced });
    emit();
    now();
  }

  function pick(node: DataNode) {
    const replaced = slash.current;
    slash.current = 0;
    setPicking(null);
    insert(node.path, { at: caret.current, replaced });
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (event.key === 'Enter' && !isMultiline) event.preventDefault();
    asksForData.current = event.key === '/' && !event.nativeEvent.isComposing && isAtWordStart();
  }

  function onInput() {
    emit();
    if (!asksForData.current || !root.current) return;
    asksForData.current = false;
    // The slash itself is typed; choosing a datum replaces it.
    slash.current = 1;
    caret.current = caretIn(root.current);
    setPicking({ at: placeOfCaret(root.current) });
  }

  function drop(event: DragEvent) {
    const path = droppedPath(event);
    if (!path || !root.current) return;
    event.preventDefault();
    insert(path, { at: caretAtPoint(root.current, event) });
  }

  function settle(pill: Pill | null) {
    if (!open) return;
    if (pill) open.chip.dataset.pill = JSON.stringify(pill);
    else open.chip.remove();
    setOpen(null);
    emit();
    now();
    if (root.current) repaintChips(root.current, describe);
  }

  function askFallback(pill: Pill) {
    const chip = [...(root.current?.querySelectorAll<HTMLElement>('[data-pill]') ?? [])].find((one) => {
      const held = pillOf(one);
      return held?.path === pill.path && held.fallback === undefined;
    });
    if (chip) setOpen({ chip, pill, isMissing: true });
  }

  return (
    <div className={classes.box}>
      {/* biome-ignore lint/a11y/useSemanticElements: a real text box cannot hold chips. */}
      <div
        ref={root}
        role="textbox"
        tabIndex={0}
        aria-label={label}
        aria-multiline={isMultiline}
        aria-invalid={isInvalid}
        aria-describedby={describedBy}
        className={classes.input}
        contentEditable="plaintext-only"
        suppressContentEditableWarning
        data-multiline={isMultiline || undefined}
        data-placeholder={placeholder ?? ''}
        spellCheck={false}
        onInput={onInput}
        onFocus={() => {
          target.current = (path) => insert(path, { at: caret.current });
        }}
        onBlur={() => {
          emit();
          now();
          onBlur?.(drawn.current ?? '');
        }}
        onKeyDown={onKeyDown}
        onDragOver={(event) => {
          if (isDatumDragged(event)) event.preventDefault();
        }}
        onDrop={drop}
        onClick={(click) => {
          const chip = click.target instanceof Element ? click.target.closest<HTMLElement>('[data-pill]') : null;
          const pill = chip && pillOf(chip);
          if (chip && pill) setOpen({ chip, pill });
        }}
      />
      <div className={classes.side}>
        <InsertDataButton fieldLabel={label} isOpen={picking !== null} at={picking?.at ?? null} onOpen={openPicker} onPick={pick} />
      </div>
      <MissingPills value={value} onAsk={askFallback} />
      {open && <OpenPill open={open} label={describe(open.pill).label} onDone={settle} />}
    </div>
  );
}
