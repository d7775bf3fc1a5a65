import { Paper, Text } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { Panel } from '@xyflow/react';
import { useTranslation } from 'react-i18next';

/** What an empty canvas says: where to begin. */
export function EmptyCanvas() {
  const { t } = useTranslation();
  return (
    <Panel position="top-center" style={{ top: '22%', pointerEvents: 'none' }}>
      <Paper withBorder px="xl" py="lg" maw={340} ta="center">
        <IconBolt size={26} stroke={1.6} color="var(--noi-trigger)" />
        <Text fw={600} mt={4}>
          {t('editor.emptyTitle')}
        </Text>
        <Text size="sm" c="dimmed" mt={4}>
          {t('editor.emptyHint')}
        </Text>
      </Paper>
    </Panel>
  );
}
