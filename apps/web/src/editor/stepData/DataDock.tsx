import { ActionIcon, Group, Text, Title } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './DataDock.module.css';
import { DataTree } from './DataTree.tsx';
import { InsertTargetContext } from './InsertTarget.ts';

/** The data tree beside the form, to drag data into its fields or to press into the one last typed in. */
export function DataDock({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const target = useContext(InsertTargetContext);
  return (
    <aside className={classes.dock} aria-label={t('forms.dockTitle')}>
      <Group justify="space-between" wrap="nowrap">
        <Title order={2} fz="sm">
          {t('forms.dockTitle')}
        </Title>
        <ActionIcon variant="subtle" color="gray" aria-label={t('forms.dockClose')} onClick={onClose}>
          <IconX size={16} />
        </ActionIcon>
      </Group>
      <Text size="xs" c="dimmed" mb="xs">
        {t('forms.dockHint')}
      </Text>
      <DataTree maxHeight="calc(100dvh - 260px)" onPick={(node) => target.current?.(node.path)} />
    </aside>
  );
}
