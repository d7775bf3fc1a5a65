import { ActionIcon, type ActionIconProps, Popover } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { type ComponentPropsWithRef, forwardRef } from 'react';
import { useTranslation } from 'react-i18next';
import { DataPicker } from './DataPicker.tsx';
import type { DataNode } from './dataTree.ts';

/** Where the caret is on the screen, in pixels. */
export interface CaretPlace {
  readonly left: number;
  readonly top: number;
  readonly height: number;
}

export interface InsertDataButtonProps {
  readonly fieldLabel: string;
  readonly isOpen: boolean;
  /** Opens the tree there in place of at the button. */
  readonly at?: CaretPlace | null;
  onOpen(isOpen: boolean): void;
  onPick(node: DataNode): void;
}

/** The `{ }` beside a field: opens the data picker. A form has many of them, so the popover exists only while it is open. */
export function InsertDataButton({ fieldLabel, isOpen, at = null, onOpen, onPick }: InsertDataButtonProps) {
  const { t } = useTranslation();
  const button = <BracesButton fieldLabel={fieldLabel} aria-expanded={isOpen} onClick={() => onOpen(!isOpen)} />;
  if (!isOpen) return button;
  return (
    <>
      {at && button}
      <Popover opened onChange={onOpen} position={at ? 'bottom-start' : 'bottom-end'} withinPortal trapFocus returnFocus={false} withRoles={false}>
        <Popover.Target>{at ? <span style={{ position: 'fixed', width: 1, ...at }} /> : button}</Popover.Target>
        <Popover.Dropdown p={8} role="dialog" aria-label={t('editor.insertDataInto', { field: fieldLabel })}>
          <DataPicker onPick={onPick} />
        </Popover.Dropdown>
      </Popover>
    </>
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
      aria-haspopup="dialog"
      title={t('editor.insertData')}
      // The field keeps its caret: the pill goes where it stands.
      onMouseDown={(press) => press.preventDefault()}
    >
      <IconBraces size={16} />
    </ActionIcon>
  );
});
