import { Anchor, Group, Loader, Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type StepOf, snapshotFields } from '@noi/flow';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readError } from '../../../errors/readError.ts';
import { matches } from '../../../words/searchText.ts';
import { useText } from '../../../words/useText.ts';
import type { ControlProps } from './FieldProps.ts';
import { useOptions } from './useOptions.ts';

const pauseMs = 300;

/** A choice that is loaded from the shop's account: message templates, branches, deal stages. What is typed is searched at the account where it has more than one page. */
export function OptionField({ step, field, label, value, onChange, isInvalid, describedBy }: ControlProps) {
  const { t } = useTranslation();
  const text = useText();
  const { connectionId } = step;
  const [written, setWritten] = useState('');
  const [isLong, setLong] = useState(false);
  const [search] = useDebouncedValue(isLong ? written : '', pauseMs);
  const loaded = useOptions({ step, field, search });
  if (loaded.hasNextPage && !isLong) setLong(true);

  const chosen = typeof value === 'string' && value !== '' ? value : null;
  const data = loaded.options.map((option) => ({ value: option.value, label: option.label, disabled: option.disabled ?? false }));
  // What was chosen stays readable while the account is silent, has dropped it, or has it on another page.
  if (chosen && !data.some((option) => option.value === chosen)) data.unshift({ value: chosen, label: rememberedTitle(step) ?? chosen, disabled: false });
  const hints = new Map(loaded.options.map((option) => [option.value, option.hint]));
  const shown = data.find((option) => option.value === chosen)?.label ?? '';

  return (
    <>
      <Select
        aria-label={label}
        aria-describedby={describedBy}
        error={isInvalid}
        searchable
        // The name of what is chosen stands in the box; only what is typed over it is a search.
        onSearchChange={(typed) => setWritten(typed === shown ? '' : typed)}
        filter={({ options, search: typed }) => options.filter((option) => !('label' in option) || typed === shown || matches(typed, option.label))}
        scrollAreaProps={{ onBottomReached: () => void (loaded.hasNextPage && loaded.fetchNextPage()) }}
        disabled={connectionId === undefined}
        placeholder={connectionId === undefined ? t('editor.chooseConnectionFirst') : t('editor.choose')}
        nothingFoundMessage={loaded.isFetching ? t('app.loading') : t('editor.optionsNone')}
        rightSection={loaded.isFetching ? <Loader size={14} /> : undefined}
        data={data}
        value={chosen}
        onChange={(next) => onChange(next ?? undefined)}
        renderOption={({ option }) => (
          <div>
            <Text size="sm">{option.label}</Text>
            {hints.get(option.value) && (
              <Text size="xs" c="dimmed">
                {hints.get(option.value)}
              </Text>
            )}
          </div>
        )}
      />
      {loaded.error && (
        <Group gap={6} mt={4}>
          <Text size="xs" c="var(--noi-failure)">
            {text(readError(loaded.error).text)}
          </Text>
          <Anchor component="button" type="button" size="xs" onClick={() => void loaded.refetch()}>
            {t('app.tryAgain')}
          </Anchor>
        </Group>
      )}
    </>
  );
}

function rememberedTitle(step: ControlProps['step']): string | undefined {
  if (step.kind !== 'action') return undefined;
  return Object.values((step satisfies StepOf<'action'>).dynamic ?? {}).find((snapshot) => snapshotFields(snapshot).length > 0)?.title;
}
