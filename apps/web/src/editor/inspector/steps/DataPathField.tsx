import { ActionIcon, Button, Group, Popover, Text } from '@mantine/core';
import { IconChevronDown, IconRotate } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '../../../words/useText.ts';
import { DataPicker } from '../../stepData/DataPicker.tsx';
import { pillLabel } from '../../stepData/dataTree.ts';
import { useStepData } from '../../stepData/StepData.tsx';

export interface DataPathFieldProps {
  readonly label: string;
  readonly path: string;
  readonly describedBy: string;
  /** What the way back to the default is called; absent when the default is in place. */
  readonly resetLabel?: string | undefined;
  onChange(path: string | null): void;
}

/** A button that names one datum of an earlier step and lets another be picked. */
export function DataPathField({ label, path, describedBy, resetLabel, onChange }: DataPathFieldProps) {
  const text = useText();
  const { byPath } = useStepData();
  const [isPicking, setPicking] = useState(false);
  const named = pillLabel(path, byPath);
  return (
    <Group gap={4} wrap="nowrap">
      <Popover opened={isPicking} onChange={setPicking} position="bottom-start" trapFocus>
        <Popover.Target>
          <Button
            variant="default"
            flex={1}
            miw={0}
            justify="space-between"
            rightSection={<IconChevronDown size={14} />}
            aria-label={label}
            aria-describedby={describedBy}
            onClick={() => setPicking(!isPicking)}
          >
            <Text size="sm" truncate c={named.isKnown ? 'var(--mantine-color-text)' : 'var(--noi-failure)'}>
              {text(named.label)}
            </Text>
          </Button>
        </Popover.Target>
        <Popover.Dropdown p={8}>
          <DataPicker
            onPick={(picked) => {
              setPicking(false);
              onChange(picked.path);
            }}
          />
        </Popover.Dropdown>
      </Popover>
      {resetLabel && (
        <ActionIcon variant="subtle" color="gray" aria-label={resetLabel} title={resetLabel} onClick={() => onChange(null)}>
          <IconRotate size={16} />
        </ActionIcon>
      )}
    </Group>
  );
}
