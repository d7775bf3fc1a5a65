import { Button, Checkbox, Group, Modal, NumberInput, Stack, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { InputFault, InputField } from '@noi/flow';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trpc } from '../api/trpc.ts';
import { QueryError } from '../errors/QueryError.tsx';
import { readError } from '../errors/readError.ts';
import { useReportError } from '../errors/useReportError.ts';
import { useText } from '../words/useText.ts';

interface StartByHandProps {
  readonly flow: { readonly id: string; readonly name: string };
  readonly isOpen: boolean;
  onClose(): void;
}

/** Starts a live flow, after asking for the data that it wants. */
export function StartByHand({ flow, isOpen, onClose }: StartByHandProps) {
  const { t } = useTranslation();
  const form = useQuery({ ...trpc.flows.startForm.queryOptions({ id: flow.id }), enabled: isOpen, gcTime: 0 });
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('starts.byHandTitle', { name: flow.name })}>
      {form.error && <QueryError error={form.error} onRetry={() => void form.refetch()} />}
      {form.data && <StartForm flow={flow} fields={form.data.fields} onClose={onClose} />}
    </Modal>
  );
}

type Entered = Readonly<Record<string, string | number | boolean>>;

function StartForm({ flow, fields, onClose }: Omit<StartByHandProps, 'isOpen'> & { readonly fields: readonly InputField[] }) {
  const { t } = useTranslation();
  const report = useReportError();
  const [entered, setEntered] = useState<Entered>({});
  const [faults, setFaults] = useState<readonly InputFault[]>([]);
  const start = useMutation(
    trpc.flows.startByHand.mutationOptions({
      onSuccess: () => {
        notifications.show({ color: 'teal', title: flow.name, message: t('flows.startedByHand') });
        onClose();
      },
      onError: (error) => {
        const found = faultsOf(error);
        setFaults(found);
        if (found.length === 0) report(error);
      },
    }),
  );
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    start.mutate({ id: flow.id, input: Object.fromEntries(fields.map((field) => [field.key, givenIn(field, entered[field.key])])) });
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {fields.length === 0 && t('starts.byHandHint')}
        {fields.map((field) => (
          <Entry
            key={field.key}
            field={field}
            value={entered[field.key]}
            fault={faults.find((one) => one.field === field.key)}
            onChange={(value) => {
              setEntered((former) => ({ ...former, [field.key]: value }));
              setFaults((former) => former.filter((one) => one.field !== field.key));
            }}
          />
        ))}
      </Stack>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t('app.cancel')}
        </Button>
        <Button type="submit" loading={start.isPending}>
          {t('starts.startNow')}
        </Button>
      </Group>
    </form>
  );
}

interface EntryProps {
  readonly field: InputField;
  readonly value: Entered[string] | undefined;
  readonly fault: InputFault | undefined;
  onChange(value: Entered[string]): void;
}

function Entry({ field, value, fault, onChange }: EntryProps) {
  const { t } = useTranslation();
  const text = useText();
  const shell = { label: field.label || field.key, required: field.required, error: fault && text(fault.message) };
  switch (field.type) {
    case 'boolean':
      return <Checkbox label={shell.label} error={shell.error} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />;
    case 'number':
    case 'money':
      return (
        <NumberInput
          {...shell}
          hideControls
          thousandSeparator="."
          decimalSeparator=","
          allowDecimal={field.type === 'number'}
          suffix={field.type === 'money' ? ' ₫' : ''}
          value={typeof value === 'number' || typeof value === 'string' ? value : ''}
          onChange={onChange}
        />
      );
    case 'list':
      return (
        <Textarea
          {...shell}
          description={t('starts.listHint')}
          autosize
          minRows={3}
          maxRows={10}
          value={String(value ?? '')}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    default:
      return (
        <TextInput
          {...shell}
          type={field.type === 'date' ? 'date' : field.type === 'phone' ? 'tel' : 'text'}
          value={String(value ?? '')}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}

/** A list is written one item to a line; a box that nobody ticked says no. */
function givenIn(field: InputField, value: Entered[string] | undefined): unknown {
  if (field.type === 'boolean') return value === true;
  if (field.type !== 'list') return value;
  return String(value ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function faultsOf(error: unknown): readonly InputFault[] {
  const { faults } = readError(error).details;
  return Array.isArray(faults) ? (faults as readonly InputFault[]) : [];
}
