import { ActionIcon, Popover } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DataPicker } from './DataPicker.tsx';
import type { DataNode } from './dataTree.ts';

export interface InsertDataButtonProps {
  readonly fieldLabel: string;
  readonly isOpen: boolean;
  onOpen(isOpen: boolean): void;
  onPick(node: DataNode): void;
}

/** The `{ }` beside a field: opens the data picker. */
export function InsertDataButton({ fieldLabel, isOpen, onOpen, onPick }: InsertDataButtonProps) {
  const { t } = useTranslation();
  return (
    <Popover opened={isOpen} onChange={onOpen} position="bottom-end" withinPortal trapFocus returnFocus={false}>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          size="sm"
          aria-label={t('editor.insertDataInto', { field: fieldLabel })}
          title={t('editor.insertData')}
          // The field keeps its caret: the pill goes where it stands.
          onMouseDown={(press) => press.preventDefault()}
          onClick={() => onOpen(!isOpen)}
        >
          <IconBraces size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <DataPicker onPick={onPick} />
      </Popover.Dropdown>
    </Popover>
  );
}
