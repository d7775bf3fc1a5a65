import { Fieldset, NumberInput, Select, SimpleGrid, Stack, Switch, Text, TextInput } from '@mantine/core';
import type { FieldDescriptor } from '@noi/node-sdk';
import { DateTime } from 'luxon';
import { useText } from '../../../words/useText.ts';
import { useEditor } from '../../store/EditorContext.ts';
import type { EditorState } from '../../store/EditorState.ts';
import { type EventField, eventFields, setAt, valueIn } from './eventFields.ts';

type Payload = Readonly<Record<string, unknown>>;

interface TypedEventProps {
  readonly fields: readonly FieldDescriptor[];
  readonly value: Payload;
  readonly hint: string;
  onChange(value: Payload): void;
}

/** The data of an event, or of a step's output, as a form, by the things that it tells of. */
export function TypedEvent({ fields, value, hint, onChange }: TypedEventProps) {
  const text = useText();
  const groups = new Map<string, EventField[]>();
  for (const field of eventFields(fields)) {
    const group = field.group === null ? '' : text(field.group);
    groups.set(group, [...(groups.get(group) ?? []), field]);
  }
  return (
    <Stack gap="sm">
      <Text size="xs" c="dimmed">
        {hint}
      </Text>
      {[...groups].map(([group, members]) => (
        <Fieldset key={group} legend={group} p="sm">
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            {members.map((member) => (
              <OneField
                key={member.path.join('.')}
                member={member}
                value={valueIn(value, member.path)}
                onChange={(next) => onChange(setAt(value, member.path, next))}
              />
            ))}
          </SimpleGrid>
        </Fieldset>
      ))}
    </Stack>
  );
}

function OneField({ member: { field }, value, onChange }: { member: EventField; value: unknown; onChange(value: unknown): void }) {
  const text = useText();
  const label = text(field.label);
  if (field.type === 'number') {
    return (
      <NumberInput
        label={label}
        value={typeof value === 'number' ? value : ''}
        thousandSeparator="."
        decimalSeparator=","
        onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
      />
    );
  }
  if (field.type === 'boolean') return <Switch label={label} checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />;
  if (field.choices) {
    return (
      <Select
        label={label}
        clearable={!field.required}
        value={typeof value === 'string' ? value : null}
        data={field.choices.map((choice) => ({ value: choice.value, label: text(choice.label) }))}
        onChange={(next) => onChange(next ?? undefined)}
      />
    );
  }
  if (field.format === 'dateTime') return <DateTimeInput label={label} value={value} onChange={onChange} />;
  return <TextInput label={label} value={typeof value === 'string' ? value : ''} onChange={(event) => onChange(event.currentTarget.value || undefined)} />;
}

const selectZone = (state: EditorState) => state.graph.settings.timezone;

function DateTimeInput({ label, value, onChange }: { label: string; value: unknown; onChange(value: unknown): void }) {
  const zone = useEditor(selectZone);
  const at = DateTime.fromISO(typeof value === 'string' ? value : '', { zone });
  return (
    <TextInput
      type="datetime-local"
      label={label}
      value={at.isValid ? at.toFormat("yyyy-MM-dd'T'HH:mm") : ''}
      onChange={(event) => {
        const chosen = DateTime.fromISO(event.currentTarget.value, { zone });
        onChange(chosen.isValid ? chosen.toUTC().toISO() : undefined);
      }}
    />
  );
}
