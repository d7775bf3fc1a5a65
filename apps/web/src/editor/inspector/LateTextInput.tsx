import { TextInput, type TextInputProps } from '@mantine/core';
import { useTyped } from './useLate.ts';

interface LateTextInputProps extends Omit<TextInputProps, 'value' | 'onChange' | 'onBlur'> {
  readonly value: string;
  onChange(value: string): void;
}

/** A line of text that tells the document of what is typed when the fingers rest. */
export function LateTextInput({ value, onChange, ...rest }: LateTextInputProps) {
  const typed = useTyped(value, onChange);
  return <TextInput {...rest} value={typed.value} onChange={(event) => typed.onChange(event.currentTarget.value)} onBlur={typed.onBlur} />;
}
