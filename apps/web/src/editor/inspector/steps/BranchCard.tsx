import { ActionIcon, Group, Paper, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldShell } from '../FieldShell.tsx';

export interface BranchCardProps {
  readonly stepId: string;
  /** Where the branch stands in the step: `cases.0`. */
  readonly path: string;
  /** What it is called as long as it has no name: `Trường hợp 1`. */
  readonly title: string;
  readonly label: string;
  readonly index: number;
  readonly count: number;
  readonly children: ReactNode;
  onLabel(label: string): void;
  onMove(by: 1 | -1): void;
  onRemove(): void;
}

/** One branch of a step: its name, its place among the others, and what decides about it. */
export function BranchCard({ stepId, path, title, label, index, count, children, onLabel, onMove, onRemove }: BranchCardProps) {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="sm" mb="sm" role="group" aria-label={title}>
      <Group justify="flex-end" gap={2} mb={-22} pos="relative" style={{ zIndex: 1 }}>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('branches.moveUp')} disabled={index === 0} onClick={() => onMove(-1)}>
          <IconArrowUp size={15} />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('branches.moveDown')} disabled={index === count - 1} onClick={() => onMove(1)}>
          <IconArrowDown size={15} />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('branches.remove')} onClick={onRemove}>
          <IconTrash size={15} />
        </ActionIcon>
      </Group>
      <FieldShell stepId={stepId} path={`${path}.label`} label={t('branches.name')}>
        {({ isInvalid, describedBy }) => (
          <TextInput
            aria-label={t('branches.name')}
            aria-describedby={describedBy}
            error={isInvalid}
            placeholder={title}
            maxLength={60}
            value={label}
            onChange={(event) => onLabel(event.currentTarget.value)}
          />
        )}
      </FieldShell>
      {children}
    </Paper>
  );
}
