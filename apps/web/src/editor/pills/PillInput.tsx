import { parseTemplate, printTemplate } from '@noi/flow';
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../words/useText.ts';
import { type DataNode, pillLabel } from '../stepData/dataTree.ts';
import { InsertDataButton } from '../stepData/InsertDataButton.tsx';
import { useStepData } from '../stepData/StepData.tsx';
import classes from './PillInput.module.css';
import { PillSettings } from './PillSettings.tsx';
import { type DescribePill, drawSegments, insertChip, makeChip, type Pill, pillOf, readSegments, repaintChips } from './pillDom.ts';

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
}

/**
 * Text with data pills in it. The browser edits the text itself (so that Vietnamese input methods are never disturbed);
 * the element is drawn again only when the value changes from outside.
 */
export function PillInput({ label, value, onChange, isMultiline = false, isInvalid = false, placeholder, describedBy, filtersFor }: PillInputProps) {
  const { t } = useTranslation();
  const text = useText();
  const { byPath } = useStepData();
  const root = useRef<HTMLDivElement>(null);
  const drawn = useRef<string | null>(null);
  const caret = useRef<Range | null>(null);
  const slash = useRef(0);
  const [isPicking, setPicking] = useState(false);
  const [open, setOpen] = useState<{ chip: HTMLElement; pill: Pill } | null>(null);

  const describe = useMemo<DescribePill>(
    () => (pill) => {
      const { label: words, isKnown } = pillLabel(pill.path, byPath);
      const hint = isKnown
        ? pill.fallback === undefined
          ? text(words)
          : t('editor.pillFallbackHint', { label: text(words), fallback: pill.fallback })
        : t('editor.pillUnknown');
      return { label: text(words), isKnown, hint };
    },
    [byPath, text, t],
  );

  useLayoutEffect(() => {
    if (!root.current) return;
    if (drawn.current !== value) {
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
    onChange(printed);
  }, [onChange]);

  useEffect(() => {
    function keepCaret() {
      const selection = window.getSelection();
      const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
      if (range && root.current?.contains(range.startContainer)) caret.current = range.cloneRange();
    }
    document.addEventListener('selectionchange', keepCaret);
    return () => document.removeEventListener('selectionchange', keepCaret);
  }, []);

  function openPicker(isOpen: boolean) {
    setPicking(isOpen);
    if (!isOpen) {
      slash.current = 0;
      root.current?.focus();
    }
  }

  function pick(node: DataNode) {
    if (!root.current) return;
    root.current.focus();
    insertChip(root.current, makeChip({ type: 'data', path: node.path, filters: filtersFor?.(node) ?? '' }, describe), {
      at: caret.current,
      replaced: slash.current,
    });
    slash.current = 0;
    setPicking(false);
    emit();
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (event.key === 'Enter' && !isMultiline) event.preventDefault();
    if (event.key !== '/' || event.nativeEvent.isComposing || !isAtWordStart()) return;
    // The slash itself is typed; choosing a datum replaces it.
    requestAnimationFrame(() => {
      slash.current = 1;
      setPicking(true);
    });
  }

  function settle(pill: Pill | null) {
    if (!open) return;
    if (pill) open.chip.dataset.pill = JSON.stringify(pill);
    else open.chip.remove();
    setOpen(null);
    emit();
    if (root.current) repaintChips(root.current, describe);
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
        onInput={emit}
        onBlur={emit}
        onKeyDown={onKeyDown}
        onClick={(click) => {
          const chip = click.target instanceof Element ? click.target.closest<HTMLElement>('[data-pill]') : null;
          const pill = chip && pillOf(chip);
          if (chip && pill) setOpen({ chip, pill });
        }}
      />
      <div className={classes.side}>
        <InsertDataButton fieldLabel={label} isOpen={isPicking} onOpen={openPicker} onPick={pick} />
      </div>
      {open && <PillSettings anchor={open.chip} pill={open.pill} label={describe(open.pill).label} onDone={settle} />}
    </div>
  );
}

/** A slash inside a word, a date or an address is only a slash. */
function isAtWordStart(): boolean {
  const selection = window.getSelection();
  if (!selection || selection.rangeCount === 0) return false;
  const { startContainer, startOffset } = selection.getRangeAt(0);
  if (!(startContainer instanceof Text)) return true;
  const before = startContainer.data.slice(0, startOffset).replaceAll('\u200B', '');
  return before === '' || /\s$/.test(before);
}
