import { Checkbox, Fieldset, Input, type InputWrapperProps, NumberInput, Select, Stack, Textarea } from '@mantine/core';
import type { InputValue } from '@noi/flow';
import type { FieldDescriptor } from '@noi/node-sdk';
import { useTranslation } from 'react-i18next';
import { FileField } from '../editor/inspector/fields/FileField.tsx';
import { RichTextField } from '../editor/inspector/fields/RichTextField.tsx';
import { useText } from '../words/useText.ts';
import { isData, withValue } from './withValue.ts';

interface DataFormProps {
  /** A record or a list. */
  readonly value: unknown;
  /** Words and formats of the fields, where they are known. */
  readonly fields: readonly FieldDescriptor[];
  onChange(value: unknown): void;
}

/** The values of some data, each in a control of its own; names and shape stay as they are. */
export function DataForm({ value, fields, onChange }: DataFormProps) {
  const { t } = useTranslation();
  const text = useText();
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((inner, at) => [at, inner] as const)
    : entriesOf(value, fields);
  return (
    <Stack gap="sm">
      {entries.map(([key, inner]) => {
        const field = fields.find((known) => known.key === key);
        const label = field ? text(field.label) : typeof key === 'number' ? t('retry.item', { number: key + 1 }) : key;
        const change = (next: unknown) => onChange(withValue(value, key, next));
        if (field?.format === 'file' || field?.format === 'richText') return <Large key={key} label={label} value={inner} field={field} onChange={change} />;
        if (typeof inner !== 'object' || inner === null) return <Leaf key={key} label={label} value={inner} field={field} onChange={change} />;
        return (
          <Fieldset key={key} legend={label} p="sm">
            <DataForm value={inner} fields={field?.fields ?? (Array.isArray(value) ? fields : [])} onChange={change} />
          </Fieldset>
        );
      })}
    </Stack>
  );
}

/** The known fields in their order, also those that have no value yet; then what else there is. */
function entriesOf(value: unknown, fields: readonly FieldDescriptor[]): readonly (readonly [string, unknown])[] {
  const data = isData(value) ? value : {};
  const known = fields.filter(({ key, type, format }) => key in data || format === 'file' || (type !== 'object' && type !== 'list' && type !== 'any'));
  const others = Object.keys(data).filter((key) => fields.every((field) => field.key !== key));
  return [...known.map(({ key }) => key), ...others].map((key) => [key, data[key]] as const);
}

/** A letter or files, in the control of their step's form. */
function Large({ label, value, field, onChange }: LeafProps & { readonly field: FieldDescriptor }) {
  const text = useText();
  const control = { field, label, value: value as InputValue | undefined, onChange, isInvalid: false };
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      required={field.required}
      description={field.hint && text(field.hint)}
      descriptionProps={{ mt: 4 }}
      inputWrapperOrder={hintBelow}
    >
      {field.format === 'file' ? <FileField {...control} /> : <RichTextField {...control} hasData={false} />}
    </Input.Wrapper>
  );
}

/** As in the step's form. */
const hintBelow: NonNullable<InputWrapperProps['inputWrapperOrder']> = ['label', 'input', 'description', 'error'];

interface LeafProps {
  readonly label: string;
  readonly value: unknown;
  readonly field: FieldDescriptor | undefined;
  onChange(value: unknown): void;
}

function Leaf({ label, value, field, onChange }: LeafProps) {
  const text = useText();
  const around = { label, description: field?.hint && text(field.hint), inputWrapperOrder: hintBelow };
  if (typeof value === 'boolean' || (value === undefined && field?.type === 'boolean'))
    return <Checkbox label={label} description={around.description} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />;
  if (typeof value === 'number' || (value === undefined && field?.type === 'number')) {
    const isMoney = field?.format === 'money';
    return (
      <NumberInput
        {...around}
        hideControls
        thousandSeparator="."
        decimalSeparator=","
        suffix={isMoney ? ' ₫' : ''}
        value={value ?? ''}
        onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
      />
    );
  }
  // Choices that only the account knows have a title for the one that was chosen, and no list here.
  if (field?.choices !== undefined && !field.hasOptions) {
    const data = field.choices.map((choice) => ({ value: choice.value, label: text(choice.label) }));
    return <Select {...around} data={data} allowDeselect={false} value={String(value ?? '')} onChange={(next) => onChange(next ?? value)} />;
  }
  return (
    <Textarea
      {...around}
      required={field?.required === true}
      autosize
      minRows={1}
      maxRows={8}
      value={String(value ?? '')}
      onChange={(event) => onChange(written(event.currentTarget.value, field))}
    />
  );
}

/** An optional field that is left empty is not given. */
function written(text: string, field: FieldDescriptor | undefined): string | undefined {
  return text === '' && field?.required === false ? undefined : text;
}
