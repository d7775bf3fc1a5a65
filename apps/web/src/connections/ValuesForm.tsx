import { Button, Group, PasswordInput, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ConnectionDescriptor, FieldDescriptor } from '@noi/node-sdk';
import { useTranslation } from 'react-i18next';
import { useText } from '../words/useText.ts';

interface ValuesFormProps {
  readonly type: ConnectionDescriptor;
  readonly initial: { readonly name: string; readonly values: Readonly<Record<string, string>> };
  /** Secrets that are stored already may be left empty. */
  readonly keepsSecrets: boolean;
  readonly isBusy: boolean;
  readonly submitLabel: string;
  onCancel(): void;
  onSubmit(filled: { name: string; values: Record<string, string> }): void;
}

/** The form of a connection, made from its fields. Secrets are typed blind and never come back. */
export function ValuesForm({ type, initial, keepsSecrets, isBusy, submitLabel, onCancel, onSubmit }: ValuesFormProps) {
  const { t } = useTranslation();
  const text = useText();
  const isNeeded = (field: FieldDescriptor) => field.required && !(keepsSecrets && field.secret);
  const form = useForm<{ name: string; values: Record<string, string> }>({
    initialValues: {
      name: initial.name,
      values: Object.fromEntries(type.fields.map((field) => [field.key, initial.values[field.key] ?? asText(field.default)])),
    },
    validate: {
      name: (name) => (name.trim() === '' ? t('connections.nameRequired') : null),
      values: Object.fromEntries(
        type.fields
          .filter(isNeeded)
          .map((field) => [field.key, (value: string) => (value.trim() === '' ? t('connections.fieldRequired', { field: text(field.label) }) : null)]),
      ),
    },
  });
  const submit = ({ name, values }: { name: string; values: Record<string, string> }) =>
    onSubmit({ name: name.trim(), values: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')) });

  return (
    <form onSubmit={form.onSubmit(submit)} noValidate autoComplete="off">
      <Stack>
        <TextInput label={t('connections.name')} description={t('connections.nameHint')} {...form.getInputProps('name')} />
        {type.fields.map((field) => (
          <ValueField key={field.key} field={field} keepsSecrets={keepsSecrets} isNeeded={isNeeded(field)} {...form.getInputProps(`values.${field.key}`)} />
        ))}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('app.cancel')}
          </Button>
          <Button type="submit" loading={isBusy}>
            {submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface ValueFieldProps {
  readonly field: FieldDescriptor;
  readonly keepsSecrets: boolean;
  readonly isNeeded: boolean;
}

function ValueField({ field, keepsSecrets, isNeeded, ...input }: ValueFieldProps) {
  const { t } = useTranslation();
  const text = useText();
  const hint = field.secret && keepsSecrets ? t('connections.secretKept') : field.hint && text(field.hint);
  const shown = { label: text(field.label), withAsterisk: isNeeded, ...(hint ? { description: hint } : {}), ...input };
  if (field.type === 'choice') return <Select {...shown} data={(field.choices ?? []).map((choice) => ({ value: choice.value, label: text(choice.label) }))} />;
  return field.secret ? <PasswordInput {...shown} autoComplete="new-password" /> : <TextInput {...shown} />;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
