import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useText } from '../../../words/useText.ts';
import { FieldShell } from '../FieldShell.tsx';
import { BooleanField } from './BooleanField.tsx';
import { ChoiceField } from './ChoiceField.tsx';
import { DateTimeField } from './DateTimeField.tsx';
import { DynamicFields } from './DynamicFields.tsx';
import type { ControlProps, FieldProps } from './FieldProps.ts';
import { KeyValueField } from './KeyValueField.tsx';
import { ListField } from './ListField.tsx';
import { NumberField } from './NumberField.tsx';
import { ObjectField } from './ObjectField.tsx';
import { OptionField } from './OptionField.tsx';
import { RecordListField } from './RecordListField.tsx';
import { RichTextField } from './RichTextField.tsx';
import { TextField } from './TextField.tsx';

const FileField = lazy(async () => ({ default: (await import('./FileField.tsx')).FileField }));

/** The control that fits a field, with its label, hint and issues. */
export function FieldEditor(given: Omit<FieldProps, 'renderField'>) {
  const { step, field, path } = given;
  const props: FieldProps = { ...given, renderField: (inner) => <FieldEditor key={inner.path} {...inner} /> };
  const text = useText();
  const label = text(field.label);

  if (field.dynamic) return <DynamicFields {...props} />;
  if (field.type === 'object' && field.format !== 'keyValue' && field.fields) return <ObjectField {...props} />;
  return (
    <FieldShell stepId={step.id} path={path} label={label} hint={field.hint && text(field.hint)} isRequired={field.required} helpUrl={field.helpUrl}>
      {(state) => <Control {...props} {...state} label={label} />}
    </FieldShell>
  );
}

function Control(props: ControlProps) {
  const { field } = props;
  if (field.hasOptions) return <OptionField {...props} />;
  if (field.choices) return <ChoiceField {...props} />;
  if (field.format === 'keyValue') return <KeyValueField {...props} />;
  if (field.format === 'richText') return <RichTextField {...props} />;
  if (field.format === 'file')
    return (
      <Suspense fallback={<Skeleton height={50} />}>
        <FileField {...props} />
      </Suspense>
    );
  if (field.format === 'dateTime') return <DateTimeField {...props} />;
  switch (field.type) {
    case 'boolean':
      return <BooleanField {...props} />;
    case 'number':
      return <NumberField {...props} />;
    case 'list':
      return field.fields ? <RecordListField {...props} /> : <ListField {...props} />;
    default:
      return <TextField {...props} />;
  }
}
