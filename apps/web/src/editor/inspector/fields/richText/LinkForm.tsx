import { Button, Group, Text } from '@mantine/core';
import type { Editor } from '@tiptap/react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PillInput } from '../../../pills/PillInput.tsx';
import { completeAddress } from './LinkMark.ts';
import classes from './RichEditor.module.css';

/** Where the chosen words lead; without chosen words the link brings its own. */
export function LinkForm({ editor, onClose }: { editor: Editor; onClose(): void }) {
  const { t } = useTranslation();
  const box = useRef<HTMLFieldSetElement>(null);
  const former = String(editor.getAttributes('link').address ?? '');
  const [address, setAddress] = useState(former);
  const latest = useRef(former);
  const [isWrong, setWrong] = useState(false);
  const notes = useId();

  useEffect(() => box.current?.querySelector<HTMLElement>('[role="textbox"]')?.focus(), []);

  function apply() {
    // What is still being typed is told when the field is left.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const complete = completeAddress(latest.current);
    setWrong(complete === null);
    if (complete === null) {
      box.current?.querySelector<HTMLElement>('[role="textbox"]')?.focus();
      return;
    }
    const mark = { type: 'link', attrs: { address: complete } };
    const chain = editor.chain().focus().extendMarkRange('link');
    if (editor.state.selection.empty && former === '') chain.insertContent({ type: 'text', text: t('forms.rich.linkText'), marks: [mark] }).run();
    else chain.setMark('link', mark.attrs).run();
    onClose();
  }

  function remove() {
    editor.chain().focus().extendMarkRange('link').unsetMark('link').run();
    onClose();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' && event.target instanceof HTMLElement && event.target.role === 'textbox') apply();
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
    editor.commands.focus();
  }

  return (
    <fieldset ref={box} className={classes.link} aria-label={t('forms.rich.link')} onKeyDown={onKeyDown}>
      <Text size="xs" fw={500} mb={4} aria-hidden="true">
        {t('forms.rich.linkAddress')}
      </Text>
      <PillInput
        label={t('forms.rich.linkAddress')}
        value={address}
        placeholder="https://"
        isInvalid={isWrong}
        describedBy={notes}
        onChange={(next) => {
          latest.current = next;
          setAddress(next);
        }}
      />
      <Text id={notes} size="xs" mt={4} c={isWrong ? 'var(--noi-failure)' : 'dimmed'} role={isWrong ? 'alert' : undefined}>
        {t(isWrong ? 'forms.rich.linkWrong' : 'forms.rich.linkHint')}
      </Text>
      <Group gap="xs" mt={8} justify="flex-end">
        {former !== '' && (
          <Button size="compact-sm" variant="subtle" color="red" onClick={remove}>
            {t('forms.rich.linkRemove')}
          </Button>
        )}
        <Button size="compact-sm" onClick={apply}>
          {t('forms.rich.linkApply')}
        </Button>
      </Group>
    </fieldset>
  );
}
