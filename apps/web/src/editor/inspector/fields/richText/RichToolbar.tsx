import { ActionIcon, Divider } from '@mantine/core';
import { IconBold, IconH1, IconH2, IconItalic, IconLink, IconList, IconListNumbers, IconUnderline } from '@tabler/icons-react';
import { type Editor, useEditorState } from '@tiptap/react';
import { Fragment, type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isApplePlatform, keyCaps } from '../../../actions/keys.ts';
import classes from './RichEditor.module.css';

interface Tool {
  readonly id: 'bold' | 'italic' | 'underline' | 'heading' | 'subheading' | 'bullets' | 'numbers';
  readonly icon: typeof IconBold;
  readonly keys?: string;
  readonly isOn: (editor: Editor) => boolean;
  readonly run: (editor: Editor) => void;
  readonly endsGroup?: boolean;
}

const tools: readonly Tool[] = [
  { id: 'bold', icon: IconBold, keys: 'Mod+B', isOn: (editor) => editor.isActive('bold'), run: (editor) => editor.chain().focus().toggleBold().run() },
  { id: 'italic', icon: IconItalic, keys: 'Mod+I', isOn: (editor) => editor.isActive('italic'), run: (editor) => editor.chain().focus().toggleItalic().run() },
  {
    id: 'underline',
    icon: IconUnderline,
    keys: 'Mod+U',
    isOn: (editor) => editor.isActive('underline'),
    run: (editor) => editor.chain().focus().toggleUnderline().run(),
    endsGroup: true,
  },
  {
    id: 'heading',
    icon: IconH1,
    isOn: (editor) => editor.isActive('heading', { level: 2 }),
    run: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
  },
  {
    id: 'subheading',
    icon: IconH2,
    isOn: (editor) => editor.isActive('heading', { level: 3 }),
    run: (editor) => editor.chain().focus().toggleHeading({ level: 3 }).run(),
    endsGroup: true,
  },
  { id: 'bullets', icon: IconList, isOn: (editor) => editor.isActive('bulletList'), run: (editor) => editor.chain().focus().toggleBulletList().run() },
  {
    id: 'numbers',
    icon: IconListNumbers,
    isOn: (editor) => editor.isActive('orderedList'),
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
    endsGroup: true,
  },
];

/** How the chosen words look. One stop of the Tab key; arrows go from button to button. */
export function RichToolbar({ editor, isLinking, onLink }: { editor: Editor; isLinking: boolean; onLink(): void }) {
  const { t } = useTranslation();
  const bar = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState(0);
  const pressed = useEditorState({
    editor,
    selector: ({ editor: now }) => [...tools.filter(({ isOn }) => isOn(now)).map(({ id }) => id as string), ...(now.isActive('link') ? ['link'] : [])],
  });

  function onKeyDown(event: KeyboardEvent) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = (stop + by + tools.length + 1) % (tools.length + 1);
    setStop(next);
    bar.current?.querySelectorAll('button')[next]?.focus();
  }

  const place = (index: number) => ({ isStop: index === stop, onFocus: () => setStop(index) });

  return (
    <div ref={bar} role="toolbar" aria-label={t('forms.rich.toolbar')} className={classes.toolbar} onKeyDown={onKeyDown}>
      {tools.map(({ id, icon: Icon, keys, run, endsGroup }, index) => (
        <Fragment key={id}>
          <ToolButton {...place(index)} label={t(`forms.rich.${id}`)} keys={keys} isPressed={pressed.includes(id)} onClick={() => run(editor)}>
            <Icon size={16} />
          </ToolButton>
          {endsGroup && <Divider orientation="vertical" my={4} />}
        </Fragment>
      ))}
      <ToolButton {...place(tools.length)} label={t('forms.rich.link')} keys="Mod+K" isPressed={isLinking || pressed.includes('link')} onClick={onLink}>
        <IconLink size={16} />
      </ToolButton>
    </div>
  );
}

interface ToolButtonProps {
  readonly label: string;
  readonly keys: string | undefined;
  readonly isPressed: boolean;
  /** Where the Tab key stops in the toolbar. */
  readonly isStop: boolean;
  readonly children: ReactNode;
  onClick(): void;
  onFocus(): void;
}

function ToolButton({ label, keys, isPressed, isStop, children, onClick, onFocus }: ToolButtonProps) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      className={classes.tool ?? ''}
      aria-label={label}
      aria-pressed={isPressed}
      title={keys === undefined ? label : `${label} (${keyCaps(keys, isApplePlatform()).join('+')})`}
      tabIndex={isStop ? 0 : -1}
      // The words stay chosen.
      onMouseDown={(press) => press.preventDefault()}
      onFocus={onFocus}
      onClick={onClick}
    >
      {children}
    </ActionIcon>
  );
}
