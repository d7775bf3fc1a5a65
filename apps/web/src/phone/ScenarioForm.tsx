import { Button, NumberInput, Select, Stack, Switch, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { FieldDescriptor } from '@noi/node-sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiOutputs, trpc } from '../api/trpc.ts';
import { useReportError } from '../errors/useReportError.ts';
import { useText } from '../words/useText.ts';

type Scenario = ApiOutputs['phone']['scenarios'][number];

/** The scenario's few fields, filled with samples, and the button that makes it happen. */
export function ScenarioForm({ scenario }: { scenario: Scenario }) {
  const { t } = useTranslation();
  const text = useText();
  const queryClient = useQueryClient();
  const [input, setInput] = useState<Record<string, unknown>>(() =>
    Object.fromEntries(scenario.fields.map((field) => [field.key, field.default ?? field.sample]).filter(([, value]) => value !== undefined)),
  );
  const play = useMutation(
    trpc.phone.play.mutationOptions({
      onError: useReportError(),
      onSuccess: ({ summary }) => {
        notifications.show({ color: 'teal', title: t('phone.played'), message: text(summary) });
        void queryClient.invalidateQueries({ queryKey: trpc.phone.pathKey() });
      },
    }),
  );
  const change = (key: string, value: unknown) => setInput((before) => ({ ...before, [key]: value }));

  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault();
        const filled = Object.entries(input).filter(([, value]) => value !== '' && value !== undefined);
        play.mutate({ packageId: scenario.packageId, scenarioId: scenario.id, input: Object.fromEntries(filled) });
      }}
    >
      <Stack gap="sm">
        {scenario.fields.map((field) => (
          <ScenarioField key={field.key} field={field} value={input[field.key]} onChange={(value) => change(field.key, value)} />
        ))}
        <Button type="submit" loading={play.isPending}>
          {t('phone.play')}
        </Button>
      </Stack>
    </form>
  );
}

function ScenarioField({ field, value, onChange }: { field: FieldDescriptor; value: unknown; onChange: (value: unknown) => void }) {
  const text = useText();
  const label = text(field.label);
  const hint = field.hint ? { description: text(field.hint) } : {};
  if (field.type === 'number') {
    return (
      <NumberInput
        label={label}
        {...hint}
        value={typeof value === 'number' ? value : ''}
        thousandSeparator="."
        decimalSeparator=","
        onChange={onChange}
        required={field.required}
      />
    );
  }
  if (field.type === 'boolean')
    return <Switch label={label} {...hint} checked={value === true} onChange={(changed) => onChange(changed.currentTarget.checked)} />;
  if (field.type === 'choice') {
    const data = (field.choices ?? []).map((choice) => ({ value: choice.value, label: text(choice.label) }));
    return <Select label={label} {...hint} data={data} value={typeof value === 'string' ? value : null} onChange={onChange} required={field.required} />;
  }
  return (
    <TextInput
      label={label}
      {...hint}
      value={typeof value === 'string' ? value : ''}
      onChange={(changed) => onChange(changed.currentTarget.value)}
      required={field.required}
    />
  );
}
