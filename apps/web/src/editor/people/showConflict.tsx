import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { textNow } from '../../words/useText.ts';
import { describeStep } from '../canvas/describeStep.ts';
import type { EditorCatalog } from '../catalog/EditorCatalog.ts';
import type { Conflict } from '../document/rebaseEdits.ts';
import type { EditorStore } from '../store/createEditorStore.ts';

/** Says who changed the same thing at the same time, and offers to look at it or to take the other's over. Stays until it is closed. */
export function showConflict({ kind, stepId, paths, by, isMe, wayOut }: Conflict, { store, catalog }: { store: EditorStore; catalog: EditorCatalog }): void {
  const { t } = i18next;
  const { graph } = store.getState();
  const step = stepId === null ? undefined : graph.steps[stepId];
  const who = isMe ? t('people.otherTab') : (by ?? t('people.someone'));
  const where = step ? textNow(describeStep(step, graph, catalog).title) : t('people.settings');
  const field = step && paths[0] ? fieldName(catalog, step, paths[0]) : null;
  const message =
    kind === 'clash'
      ? t(field ? 'people.clashField' : 'people.clash', { who, where, field })
      : t(step || stepId === null ? 'people.lost' : 'people.lostGone', { who, where });
  const id = `conflict-${stepId ?? 'settings'}`;

  notifications.hide(id);
  notifications.show({
    id,
    color: 'yellow',
    title: t(kind === 'clash' ? 'people.clashTitle' : 'people.lostTitle'),
    autoClose: false,
    message: (
      <>
        <Text size="sm">{message}</Text>
        <Group gap="xs" mt={6}>
          {step && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                store.getState().select({ steps: [step.id] });
                notifications.hide(id);
              }}
            >
              {t('people.look')}
            </Button>
          )}
          {wayOut && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                if (store.getState().send(wayOut)) notifications.hide(id);
              }}
            >
              {t(kind === 'clash' ? 'people.takeTheirs' : 'people.bringBack', { who })}
            </Button>
          )}
        </Group>
      </>
    ),
  });
}

function fieldName(catalog: EditorCatalog, step: Parameters<EditorCatalog['nodeOf']>[0], path: string): string | null {
  const [head, key] = path.split('.');
  if (head === 'name') return i18next.t('editor.stepName');
  const field = head === 'input' ? catalog.nodeOf(step)?.input?.find((one) => one.key === key) : undefined;
  return field ? textNow(field.label) : null;
}
