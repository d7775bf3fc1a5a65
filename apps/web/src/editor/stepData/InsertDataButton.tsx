import { ActionIcon, type ActionIconProps, Popover } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { type ComponentPropsWithRef, forwardRef } from 'react';
import { useTranslation } from 'react-i18next';
import { DataPicker } from './DataPicker.tsx';
import type { DataNode } from './dataTree.ts';

export interface InsertDataButtonProps {
  readonly fieldLabel: string;
  readonly isOpen: boolean;
  onOpen(isOpen: boolean): void;
  onPick(node: DataNode): void;
}

/** The `{ }` beside a field: opens the data picker. A form has many of them, so the popover exists only while it is open. */
export function InsertDataButton({ fieldLabel, isOpen, onOpen, onPick }: InsertDataButtonProps) {
  const toggle = () => onOpen(!isOpen);
  if (!isOpen) return <BracesButton fieldLabel={fieldLabel} onClick={toggle} />;
  return (
    <Popover opened onChange={onOpen} position="bottom-end" withinPortal trapFocus returnFocus={false}>
      <Popover.Target>
        <BracesButton fieldLabel={fieldLabel} onClick={toggle} />
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <DataPicker onPick={onPick} />
      </Popover.Dropdown>
    </Popover>
  );
}

type BracesButtonProps = { readonly fieldLabel: string } & ActionIconProps & ComponentPropsWithRef<'button'>;

const BracesButton = forwardRef<HTMLButtonElement, BracesButtonProps>(function BracesButton({ fieldLabel, ...button }, ref) {
  const { t } = useTranslation();
  return (
    <ActionIcon
      {...button}
      ref={ref}
      variant="subtle"
      size="sm"
      aria-label={t('editor.insertDataInto', { field: fieldLabel })}
      title={t('editor.insertData')}
      // The field keeps its caret: the pill goes where it stands.
      onMouseDown={(press) => press.preventDefault()}
    >
      <IconBraces size={16} />
    </ActionIcon>
  );
});
