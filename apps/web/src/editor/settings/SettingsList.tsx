import { ActionIcon, Button, Group, Input, Paper, Stack, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface SettingsListProps<T> {
  readonly title: string;
  readonly hint: string;
  readonly addLabel: string;
  readonly problem: string | null;
  readonly items: readonly T[];
  readonly most: number;
  onAdd(): void;
  onRemove(index: number): void;
  children(item: T, index: number): ReactNode;
}

/** Entries of the flow's settings, one below the other, each in a named group. */
export function SettingsList<T>({ title, hint, addLabel, problem, items, most, onAdd, onRemove, children }: SettingsListProps<T>) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs" role="group" aria-label={title}>
      <div>
        <Text size="sm" fw={500}>
          {title}
        </Text>
        <Text size="xs" c="dimmed">
          {hint}
        </Text>
      </div>
      {items.map((item, index) => {
        const name = t('flowSettings.fieldNumber', { number: index + 1 });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity of their own; they are only added at the end.
          <Paper key={index} withBorder p="xs" role="group" aria-label={name}>
            <Group justify="space-between" mb={4}>
              <Text size="xs" c="dimmed">
                {name}
              </Text>
              <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('flowSettings.fieldRemove')} onClick={() => onRemove(index)}>
                <IconTrash size={15} />
              </ActionIcon>
            </Group>
            {children(item, index)}
          </Paper>
        );
      })}
      {problem && <Input.Error role="alert">{problem}</Input.Error>}
      <div>
        <Button variant="subtle" size="xs" leftSection={<IconPlus size={14} />} disabled={items.length >= most} onClick={onAdd}>
          {addLabel}
        </Button>
      </div>
    </Stack>
  );
}
