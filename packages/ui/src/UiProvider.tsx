import { MantineProvider, type MantineThemeOverride, mergeThemeOverrides } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { cssVariables, theme } from './theme.ts';

/** Names of the small buttons that Mantine draws by itself, for screen readers. */
export interface UiWords {
  readonly close: string;
  readonly clear: string;
  readonly showPassword: string;
}

/** Puts the theme around the app; the colour scheme follows the system until the user chooses. */
export function UiProvider({ words, children }: { words: UiWords; children: ReactNode }) {
  const { close, clear, showPassword } = words;
  const named = useMemo(() => mergeThemeOverrides(theme, namesOf({ close, clear, showPassword })), [close, clear, showPassword]);
  return (
    <MantineProvider theme={named} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      {children}
    </MantineProvider>
  );
}

function namesOf({ close, clear, showPassword }: UiWords): MantineThemeOverride {
  const closeButtonProps = { 'aria-label': close };
  return {
    components: {
      Modal: { defaultProps: { closeButtonProps } },
      Drawer: { defaultProps: { closeButtonProps } },
      Notification: { defaultProps: { closeButtonProps } },
      Select: { defaultProps: { clearButtonProps: { 'aria-label': clear } } },
      PasswordInput: { defaultProps: { visibilityToggleButtonProps: { 'aria-label': showPassword } } },
    },
  };
}
