import { Text } from '@mantine/core';
import { PillInput } from '../pills/PillInput.tsx';
import { StepDataProvider } from '../stepData/StepData.tsx';

interface KeyFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string | undefined;
  /** `undefined` when it was emptied. */
  onChange(value: string | undefined): void;
}

/** By what data of the event one tells customers or events apart. */
export function KeyField({ label, hint, value, onChange }: KeyFieldProps) {
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        {label}
      </Text>
      {/* No step in particular: only the trigger can be read. */}
      <StepDataProvider stepId="">
        <PillInput label={label} value={value ?? ''} onChange={(next) => onChange(next === '' ? undefined : next)} />
      </StepDataProvider>
      {hint && (
        <Text size="xs" c="dimmed" mt={4}>
          {hint}
        </Text>
      )}
    </div>
  );
}
