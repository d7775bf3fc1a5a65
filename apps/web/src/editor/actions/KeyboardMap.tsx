import { Group, Modal, Text } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditorContext } from '../store/EditorContext.ts';
import { actionGroups, type EditorAction } from './EditorAction.ts';
import { editorActions } from './editorActions.ts';
import classes from './KeyboardMap.module.css';
import { KeyCombination } from './KeyCombination.tsx';

/** All keys of the editor, by what they are for. */
export function KeyboardMap() {
  const { t } = useTranslation();
  const { store } = useEditorContext();
  return (
    <Modal opened onClose={() => store.getState().showDialog(null)} title={t('actions.keyboardTitle')} size="xl">
      <div className={classes.map}>
        {actionGroups.map((group) => (
          <section key={group} className={classes.group} aria-label={t(`actions.group.${group}`)}>
            <Text component="h3" fw={600} size="sm" mb={6}>
              {t(`actions.group.${group}`)}
            </Text>
            {editorActions
              .filter((action) => action.group === group && action.keys.length > 0)
              .map((action) => (
                <KeyRow key={action.id} action={action} />
              ))}
          </section>
        ))}
      </div>
    </Modal>
  );
}

function KeyRow({ action }: { action: EditorAction }) {
  const { t } = useTranslation();
  return (
    <Group justify="space-between" wrap="nowrap" gap="md" py={4}>
      <Text size="sm">{t(`actions.title.${action.id}`)}</Text>
      <Group gap={6} justify="flex-end">
        {action.keys.map((keys, index) => (
          <Fragment key={keys}>
            {index > 0 && action.keys.length === 2 && (
              <Text size="xs" c="dimmed">
                {t('actions.or')}
              </Text>
            )}
            <KeyCombination keys={keys} />
          </Fragment>
        ))}
      </Group>
    </Group>
  );
}
