import { Button, Popover, ScrollArea, Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../words/useText.ts';
import picker from '../../stepData/DataPicker.module.css';
import { type DataNode, pillLabel } from '../../stepData/dataTree.ts';
import { useStepData } from '../../stepData/StepData.tsx';

interface ListDataFieldProps {
  readonly label: string;
  readonly path: string;
  readonly isInvalid: boolean;
  readonly describedBy: string;
  onChange(path: string): void;
}

/** Chooses a list among all that earlier steps give; other data cannot be gone through, so it is not offered. */
export function ListDataField({ label, path, isInvalid, describedBy, onChange }: ListDataFieldProps) {
  const { t } = useTranslation();
  const text = useText();
  const { branches, byPath } = useStepData();
  const [isPicking, setPicking] = useState(false);
  const chosen = path === '' ? null : pillLabel(path, byPath);
  const found = branches.map((branch) => ({ branch, lists: listsOf(branch.nodes) })).filter(({ lists }) => lists.length > 0);

  return (
    <Popover opened={isPicking} onChange={setPicking} position="bottom-start" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          fullWidth
          justify="space-between"
          rightSection={<IconChevronDown size={14} />}
          aria-label={label}
          aria-invalid={isInvalid}
          aria-describedby={describedBy}
          onClick={() => setPicking(!isPicking)}
        >
          <Text size="sm" truncate c={chosen ? (chosen.isKnown ? 'var(--mantine-color-text)' : 'var(--noi-failure)') : 'dimmed'}>
            {chosen ? text(chosen.label) : t('steps.listChoose')}
          </Text>
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8} miw={280} aria-label={label}>
        <ScrollArea.Autosize mah={320} type="auto">
          {found.length === 0 && (
            <Text size="sm" c="dimmed" p="xs">
              {t('steps.listNone')}
            </Text>
          )}
          {found.map(({ branch, lists }) => (
            <div key={branch.source.stepId}>
              <div className={picker.source}>{text(branch.source.title)}</div>
              {lists.map((node) => (
                <UnstyledButton
                  key={node.path}
                  className={picker.leaf}
                  onClick={() => {
                    setPicking(false);
                    onChange(node.path);
                  }}
                >
                  <span className={picker.label}>{text(node.fullLabel)}</span>
                  <span className={picker.sample}>{Array.isArray(node.sample) ? t('steps.listSample', { count: node.sample.length }) : ''}</span>
                </UnstyledButton>
              ))}
            </div>
          ))}
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Lists, and data whose shape nobody knows beforehand; what lies inside a list's items is no list of its own. */
function listsOf(nodes: readonly DataNode[]): readonly DataNode[] {
  return nodes.flatMap((node) => {
    if (node.field?.type === 'list' || (node.field?.type === 'any' && (node.sample === undefined || Array.isArray(node.sample)))) return [node];
    return listsOf(node.children);
  });
}
