import { TextInput } from '@mantine/core';
import { holdsData } from '@noi/flow';
import { DateTime } from 'luxon';
import { useTranslation } from 'react-i18next';
import { PillInput } from '../../pills/PillInput.tsx';
import { DropDatum } from '../../stepData/DropDatum.tsx';
import { PickPill } from '../../stepData/PickPill.tsx';
import { useEditor } from '../../store/EditorContext.ts';
import type { EditorState } from '../../store/EditorState.ts';

const selectZone = (state: EditorState) => state.graph.settings.timezone;

export interface DateTimeInputProps {
  readonly label: string;
  readonly value: unknown;
  onChange(value: string | undefined): void;
  readonly isInvalid?: boolean;
  readonly describedBy?: string;
}

/** A date with a time, in the flow's timezone; or data that holds one. */
export function DateTimeField({ label, value, onChange, isInvalid = false, describedBy }: DateTimeInputProps) {
  const { t } = useTranslation();
  const zone = useEditor(selectZone);
  if (holdsData(value)) {
    return (
      <PillInput
        label={label}
        value={value}
        onChange={(next) => onChange(next === '' ? undefined : next)}
        isInvalid={isInvalid}
        {...(describedBy !== undefined && { describedBy })}
      />
    );
  }

  const at = DateTime.fromISO(typeof value === 'string' ? value : '', { zone });
  return (
    <DropDatum onDrop={(path) => onChange(`{{ ${path} }}`)}>
      <TextInput
        type="datetime-local"
        aria-label={label}
        aria-describedby={describedBy}
        error={isInvalid}
        description={t('forms.zone', { zone: zoneWords(zone) })}
        inputWrapperOrder={['input', 'description', 'error']}
        value={at.isValid ? at.toFormat("yyyy-MM-dd'T'HH:mm") : ''}
        onChange={(event) => {
          const chosen = DateTime.fromISO(event.currentTarget.value, { zone });
          onChange(chosen.isValid ? chosen.toISO({ suppressMilliseconds: true }) : undefined);
        }}
        rightSection={<PickPill fieldLabel={label} onPick={onChange} />}
      />
    </DropDatum>
  );
}

/** `Asia/Ho_Chi_Minh (GMT+7)`: which clock the moment is read on. */
function zoneWords(zone: string): string {
  return `${zone.replaceAll('_', ' ')} (GMT${DateTime.now().setZone(zone).toFormat('Z')})`;
}
