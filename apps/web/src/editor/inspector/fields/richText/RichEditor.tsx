import { EditorContent, useEditor, useEditorState } from '@tiptap/react';
import { type KeyboardEvent, useContext, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MissingPills } from '../../../pills/MissingPills.tsx';
import { OpenPill } from '../../../pills/OpenPill.tsx';
import pillClasses from '../../../pills/PillInput.module.css';
import { type Pill, pillOf, repaintChips } from '../../../pills/pillDom.ts';
import { useDescribePill } from '../../../pills/useDescribePill.ts';
import type { DataNode } from '../../../stepData/dataTree.ts';
import { type CaretPlace, InsertDataButton } from '../../../stepData/InsertDataButton.tsx';
import { InsertTargetContext } from '../../../stepData/InsertTarget.ts';
import { useStepData } from '../../../stepData/StepData.tsx';
import { useLate } from '../../useLate.ts';
import { LinkForm } from './LinkForm.tsx';
import { editorHtml, printDoc } from './letterDoc.ts';
import { letterExtensions } from './letterEditor.ts';
import { letterGestures } from './letterGestures.ts';
import { templateOf } from './PillNode.ts';
import classes from './RichEditor.module.css';
import { RichToolbar } from './RichToolbar.tsx';

interface RichEditorProps {
  readonly label: string;
  /** Rich text, or plain words of before; both with data in them. */
  readonly value: string;
  onChange(value: string): void;
  readonly isInvalid: boolean;
  readonly describedBy: string | undefined;
  readonly sample: string;
  /** The format that inserted data gets by itself; without it no data can be inserted. */
  readonly filtersFor: ((node: DataNode) => string) | undefined;
}

/** Writes rich text with data pills in it. As in other fields a slash opens the data tree at the caret, and undo is the document's own. */
export function RichEditor({ label, value, onChange, isInvalid, describedBy, sample, filtersFor }: RichEditorProps) {
  const { t } = useTranslation();
  const { byPath } = useStepData();
  const target = useContext(InsertTargetContext);
  const describe = useDescribePill();
  const described = useRef(describe);
  const drawn = useRef(value);
  const told = useRef(value);
  const slashed = useRef(false);
  const [picking, setPicking] = useState<{ at: CaretPlace | null } | null>(null);
  const [isLinking, setLinking] = useState(false);
  const [open, setOpen] = useState<{ chip: HTMLElement; pill: Pill; isMissing?: boolean } | null>(null);
  const { later, now } = useLate((typed: string) => {
    told.current = typed;
    onChange(typed);
  });

  const extensions = useMemo(() => letterExtensions((pill) => described.current(pill)), []);
  const editor = useEditor({
    extensions,
    content: editorHtml(value),
    parseOptions: { preserveWhitespace: true },
    onUpdate({ editor: changed }) {
      const printed = printDoc(changed.getJSON());
      if (printed === drawn.current) return;
      drawn.current = printed;
      later(printed);
    },
    onFocus() {
      if (filtersFor) target.current = insert;
    },
    onBlur: now,
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-label': label,
        'aria-multiline': 'true',
        'aria-invalid': String(isInvalid),
        ...(describedBy === undefined ? {} : { 'aria-describedby': describedBy }),
        class: `${pillClasses.input} ${classes.content}`,
        spellcheck: 'false',
      },
      ...letterGestures({
        onOpen: openPill,
        onSlash(at) {
          if (!filtersFor) return;
          slashed.current = true;
          setPicking({ at });
        },
        onDrop: insert,
      }),
    },
  });
  const isEmpty = useEditorState({ editor, selector: ({ editor: current }) => current.isEmpty });

  useLayoutEffect(() => {
    described.current = describe;
    // Where React held this form back, Tiptap took it for gone; a new editor comes at once.
    if (editor.isDestroyed) return;
    const isEcho = value === told.current;
    told.current = value;
    if (drawn.current !== value && !isEcho) {
      drawn.current = value;
      editor.commands.setContent(editorHtml(value), { emitUpdate: false, parseOptions: { preserveWhitespace: true } });
    } else repaintChips(editor.view.dom, describe);
  }, [value, describe, editor]);

  function insert(path: string, at?: number) {
    // The panel may still hold a field that is gone.
    if (editor.isDestroyed || !filtersFor) return;
    const node = byPath.get(path);
    const template = templateOf({ type: 'data', path, filters: node ? filtersFor(node) : '' });
    const { from } = editor.state.selection;
    const chain = editor.chain().focus();
    if (slashed.current) chain.deleteRange({ from: from - 1, to: from });
    slashed.current = false;
    if (at !== undefined) chain.setTextSelection(at);
    chain.insertContent({ type: 'pill', attrs: { template } }).run();
    now();
  }

  function openPill(chip: HTMLElement) {
    const pill = pillOf(chip);
    if (pill) setOpen({ chip, pill });
  }

  function openPicker(isOpen: boolean) {
    setPicking(isOpen ? { at: null } : null);
    if (isOpen) return;
    slashed.current = false;
    editor.commands.focus();
  }

  function settle(pill: Pill | null) {
    if (!open) return;
    const at = editor.view.posAtDOM(open.chip, 0);
    if (pill)
      editor
        .chain()
        .setNodeSelection(at)
        .updateAttributes('pill', { template: templateOf(pill) })
        .focus(at + 1)
        .run();
    else
      editor
        .chain()
        .deleteRange({ from: at, to: at + 1 })
        .focus()
        .run();
    setOpen(null);
    now();
  }

  function askFallback(pill: Pill) {
    const chips = [...editor.view.dom.querySelectorAll<HTMLElement>('[data-pill]')];
    const chip = chips.find((one) => pillOf(one)?.path === pill.path && pillOf(one)?.fallback === undefined);
    if (chip) setOpen({ chip, pill, isMissing: true });
    // Elsewhere it can only stand in the address of a link.
    else if (selectLinkWith(pill)) setLinking(true);
  }

  function selectLinkWith(pill: Pill): boolean {
    let found = -1;
    editor.state.doc.descendants((node, at) => {
      if (found < 0 && node.marks.some(({ type, attrs }) => type.name === 'link' && String(attrs.address).includes(pill.path))) found = at;
    });
    return (
      found >= 0 &&
      editor
        .chain()
        .setTextSelection(found + 1)
        .run()
    );
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || !'biuk'.includes(event.key.toLowerCase())) return;
    // These keys are the letter's while one writes it, and nobody else's.
    event.stopPropagation();
    if (event.key.toLowerCase() !== 'k') return;
    event.preventDefault();
    setLinking(true);
  }

  return (
    <div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys come from the text box and the buttons inside. */}
      <div className={classes.frame} data-invalid={isInvalid || undefined} onKeyDown={onKeyDown}>
        <div className={classes.bar}>
          <RichToolbar editor={editor} isLinking={isLinking} onLink={() => setLinking(!isLinking)} />
          {filtersFor && (
            <InsertDataButton
              fieldLabel={label}
              isOpen={picking !== null}
              at={picking?.at ?? null}
              onOpen={openPicker}
              onPick={(node) => {
                setPicking(null);
                insert(node.path);
              }}
            />
          )}
        </div>
        {isLinking && <LinkForm editor={editor} onClose={() => setLinking(false)} />}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: chips are pressed; by keyboard Enter opens the one that arrows came to. */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above. */}
        <div
          className={classes.words}
          onClick={({ target: pressed }) => {
            const chip = pressed instanceof Element ? pressed.closest<HTMLElement>('[data-pill]') : null;
            if (chip) openPill(chip);
          }}
        >
          <EditorContent editor={editor} />
          {isEmpty && sample !== '' && (
            <div className={classes.placeholder} aria-hidden="true">
              {t('editor.forExample', { sample })}
            </div>
          )}
        </div>
      </div>
      <MissingPills value={value} onAsk={askFallback} />
      {open && <OpenPill open={open} label={describe(open.pill).label} onDone={settle} />}
    </div>
  );
}
