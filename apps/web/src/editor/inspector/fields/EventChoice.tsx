import { Group, Select, Text } from '@mantine/core';
import type { TriggerDescriptor } from '@noi/node-sdk';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { matches } from '../../../words/searchText.ts';
import { useText } from '../../../words/useText.ts';
import { glyphOf } from '../../canvas/glyphs.tsx';
import { StepIcon } from '../../canvas/stepLook.tsx';
import type { EditorCatalog } from '../../catalog/EditorCatalog.ts';
import { useEditorContext } from '../../store/EditorContext.ts';

interface EventChoiceProps {
  readonly label: string;
  readonly node: string;
  readonly isInvalid: boolean;
  readonly describedBy?: string;
  onChange(node: TriggerDescriptor): void;
}

/** Chooses an event by the trigger that describes it, grouped by provider as in the palette. */
export function EventChoice({ label, node, isInvalid, describedBy, onChange }: EventChoiceProps) {
  const { t } = useTranslation();
  const text = useText();
  const { catalog } = useEditorContext();
  const triggers = useMemo(() => awaitable(catalog), [catalog]);
  const data = catalog.packages.flatMap((one) => {
    const items = triggers.filter(({ packageId }) => packageId === one.id).map(({ id, title }) => ({ value: id, label: text(title) }));
    return items.length === 0 ? [] : [{ group: text(one.title), items }];
  });

  return (
    <Select
      aria-label={label}
      aria-describedby={describedBy}
      error={isInvalid}
      searchable
      allowDeselect={false}
      placeholder={t('steps.eventChoose')}
      data={data}
      value={node === '' ? null : node}
      maxDropdownHeight={320}
      filter={({ options, search }) =>
        options.flatMap((option) => {
          if (!('items' in option)) return [];
          const items = option.items.filter((item) => matches(search, `${option.group} ${item.label}`));
          return items.length === 0 ? [] : [{ ...option, items }];
        })
      }
      renderOption={({ option }) => {
        const trigger = triggers.find(({ id }) => id === option.value);
        return (
          <Group gap="xs" wrap="nowrap">
            {trigger && <StepIcon look="trigger" svg={catalog.packageOf(trigger.id)?.icon} glyph={glyphOf(trigger)} size={24} />}
            <Text size="sm">{option.label}</Text>
          </Group>
        );
      }}
      onChange={(id) => {
        const trigger = triggers.find((one) => one.id === id);
        if (trigger) onChange(trigger);
      }}
    />
  );
}

/** Everything but starts by hand: nobody can wait for those. */
function awaitable({ packages }: EditorCatalog): readonly TriggerDescriptor[] {
  const all = packages.flatMap((one) => one.triggers).filter(({ event }) => event !== 'flow.started_by_hand' && event !== 'flow.called');
  return all.filter((node) => !all.some((other) => other.id === node.id && other.version > node.version));
}
