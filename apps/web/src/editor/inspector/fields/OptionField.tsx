import { Anchor, Group, Loader, Select, Text } from '@mantine/core';
import { type InputValue, type StepOf, snapshotFields } from '@noi/flow';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../../../api/trpc.ts';
import { readError } from '../../../errors/readError.ts';
import { useText } from '../../../words/useText.ts';
import { useEditorContext } from '../../store/EditorContext.ts';
import type { ControlProps } from './FieldProps.ts';

/** A choice that is loaded from the shop's account: message templates, branches, deal stages. */
export function OptionField({ step, field, label, value, onChange, isInvalid, describedBy }: ControlProps) {
  const { t } = useTranslation();
  const text = useText();
  const { catalog } = useEditorContext();
  const { connectionId } = step;
  // Choices may hang on other choices of the form, never on what is typed as text: that would load them at every key.
  const input = useMemo(() => chosenInput(step, catalog.nodeOf(step), field.key), [step, catalog, field.key]);
  const options = useQuery(
    trpc.connections.options.queryOptions(
      { connectionId: connectionId ?? '', node: step.node, nodeVersion: step.nodeVersion, field: field.key, input, search: '' },
      { enabled: connectionId !== undefined, placeholderData: keepPreviousData },
    ),
  );

  const chosen = typeof value === 'string' && value !== '' ? value : null;
  const data = (options.data ?? []).map((option) => ({ value: option.value, label: option.label, disabled: option.disabled ?? false }));
  // What was chosen stays readable while the account is silent, or has dropped it.
  if (chosen && !data.some((option) => option.value === chosen)) data.unshift({ value: chosen, label: rememberedTitle(step) ?? chosen, disabled: false });
  const hints = new Map((options.data ?? []).map((option) => [option.value, option.hint]));

  return (
    <>
      <Select
        aria-label={label}
        aria-describedby={describedBy}
        error={isInvalid}
        searchable
        disabled={connectionId === undefined}
        placeholder={connectionId === undefined ? t('editor.chooseConnectionFirst') : t('editor.choose')}
        nothingFoundMessage={options.isFetching ? t('app.loading') : t('editor.optionsNone')}
        rightSection={options.isFetching ? <Loader size={14} /> : undefined}
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
      {options.error && (
        <Group gap={6} mt={4}>
          <Text size="xs" c="var(--noi-failure)">
            {text(readError(options.error).text)}
          </Text>
          <Anchor component="button" type="button" size="xs" onClick={() => void options.refetch()}>
            {t('app.tryAgain')}
          </Anchor>
        </Group>
      )}
    </>
  );
}

function chosenInput(
  step: ControlProps['step'],
  node: ReturnType<ReturnType<typeof useEditorContext>['catalog']['nodeOf']>,
  self: string,
): Record<string, InputValue> {
  if (node?.kind !== 'action') return {};
  const choices = node.input.filter((field) => field.key !== self && (field.hasOptions || field.choices));
  return Object.fromEntries(
    choices.flatMap((field) => {
      const value = step.input[field.key];
      return value === undefined ? [] : [[field.key, value]];
    }),
  );
}

function rememberedTitle(step: ControlProps['step']): string | undefined {
  if (step.kind !== 'action') return undefined;
  return Object.values((step satisfies StepOf<'action'>).dynamic ?? {}).find((snapshot) => snapshotFields(snapshot).length > 0)?.title;
}
