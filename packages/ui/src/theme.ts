import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** The one accent: jade. Every other colour carries a meaning (see `meanings.ts`). */
const jade: MantineColorsTuple = ['#e9f8f5', '#d3efe9', '#a6ddd3', '#74cabb', '#4bb9a7', '#2fa894', '#1c8f7d', '#0f766a', '#0a6259', '#064d46'];
const ink: MantineColorsTuple = ['#c9ced6', '#b3bac5', '#939cab', '#727c8d', '#4e5766', '#343c4a', '#262d39', '#1a202a', '#141921', '#0f1319'];
const slate: MantineColorsTuple = ['#f5f6f8', '#e9ecf0', '#d5dae1', '#b9c1cc', '#97a1b0', '#76818f', '#5c6675', '#47505e', '#343b47', '#232932'];

/** The red of failures, so that Mantine's own errors look like ours and stay readable. */
const red: MantineColorsTuple = ['#fcebea', '#f9d8d6', '#f4b6b2', '#f58d87', '#ef7a73', '#dc4f49', '#cb3636', '#bb2a2a', '#a32222', '#881b1b'];

const fontFamily = '"Be Vietnam Pro", "Segoe UI", Roboto, "Noto Sans", system-ui, sans-serif';

/** Of dialogs and drawers; tone marks of a second line need room. */
const headline = { fontWeight: 600, lineHeight: 1.4 };

/** Mantine's theme for the whole product, light and dark alike. */
export const theme = createTheme({
  primaryColor: 'jade',
  primaryShade: 7,
  colors: { jade, slate, red, dark: ink },
  fontFamily,
  headings: { fontFamily, fontWeight: '600' },
  fontSizes: { xs: '0.75rem', sm: '0.8438rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
    Modal: { defaultProps: { centered: true, radius: 'lg', overlayProps: { backgroundOpacity: 0.35 } }, styles: { title: headline } },
    Drawer: { defaultProps: { overlayProps: { backgroundOpacity: 0.25 } }, styles: { title: headline } },
    Popover: { defaultProps: { shadow: 'md', radius: 'md' } },
    // Mantine's invisible first stop inside a menu is no menu item, which a menu may not hold.
    Menu: { defaultProps: { shadow: 'md', radius: 'md', withInitialFocusPlaceholder: false } },
    Paper: { defaultProps: { radius: 'lg' } },
    Skeleton: { defaultProps: { radius: 'md' } },
    Input: { defaultProps: { size: 'sm' } },
    Button: { defaultProps: { size: 'sm' }, styles: { label: { fontWeight: 500 } } },
  },
});

const schemes = {
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1b212b',
    '--mantine-color-dimmed': '#5c6675',
    '--mantine-color-placeholder': '#69727f',
    '--mantine-color-error': '#bb2a2a',
    '--mantine-color-red-light': '#fcebea',
    '--mantine-color-red-light-color': '#bb2a2a',
    '--mantine-color-yellow-light': '#fdf1dc',
    '--mantine-color-yellow-light-color': '#8f5400',
    '--mantine-color-blue-light': '#e8f0fc',
    '--mantine-color-blue-light-color': '#1d5fc2',
    '--mantine-color-teal-light': '#e6f5eb',
    '--mantine-color-teal-light-color': '#1c7a3e',
    '--mantine-color-default-border': '#dfe3e8',
    '--noi-canvas': '#f6f7f9',
    '--noi-canvas-dot': '#d3d8df',
    '--noi-surface': '#ffffff',
    '--noi-surface-hover': '#f5f6f8',
    '--noi-border': '#e3e7ec',
    '--noi-border-strong': '#c6cdd6',
    '--noi-wire': '#9aa4b2',
    '--noi-shadow': '0 1px 2px rgb(20 28 40 / 5%), 0 2px 8px rgb(20 28 40 / 4%)',
    '--noi-trigger': '#6d3fc4',
    '--noi-trigger-soft': '#f1ecfb',
    '--noi-logic': '#475467',
    '--noi-logic-soft': '#eef0f3',
    '--noi-wait': '#9a5b00',
    '--noi-wait-soft': '#fdf1dc',
    '--noi-message': '#1d5fc2',
    '--noi-message-soft': '#e8f0fc',
    '--noi-action': '#0f766a',
    '--noi-action-soft': '#e9f8f5',
    '--noi-success': '#1c7a3e',
    '--noi-success-soft': '#e6f5eb',
    '--noi-failure': '#bb2a2a',
    '--noi-failure-soft': '#fcebea',
    '--noi-held': '#5c6675',
    '--noi-held-soft': '#eef0f3',
  },
  dark: {
    '--mantine-color-body': '#161b23',
    '--mantine-color-text': '#e4e8ee',
    '--mantine-color-dimmed': '#98a2b1',
    '--mantine-color-placeholder': '#8791a1',
    '--mantine-color-error': '#f58d87',
    '--mantine-color-red-light': '#402222',
    '--mantine-color-red-light-color': '#f58d87',
    '--mantine-color-yellow-light': '#3a2d17',
    '--mantine-color-yellow-light-color': '#efb75e',
    '--mantine-color-blue-light': '#1c2c45',
    '--mantine-color-blue-light-color': '#86b4f7',
    '--mantine-color-teal-light': '#173323',
    '--mantine-color-teal-light-color': '#6cce8d',
    '--mantine-color-default': '#1b212b',
    '--mantine-color-default-hover': '#232a36',
    '--mantine-color-default-border': '#343d4b',
    '--noi-canvas': '#10141a',
    '--noi-canvas-dot': '#2a323e',
    '--noi-surface': '#1b212b',
    '--noi-surface-hover': '#232a36',
    '--noi-border': '#2c3441',
    '--noi-border-strong': '#475264',
    '--noi-wire': '#647083',
    '--noi-shadow': '0 1px 2px rgb(0 0 0 / 30%)',
    '--noi-trigger': '#b79cf2',
    '--noi-trigger-soft': '#2c2440',
    '--noi-logic': '#b3bdca',
    '--noi-logic-soft': '#29313d',
    '--noi-wait': '#efb75e',
    '--noi-wait-soft': '#3a2d17',
    '--noi-message': '#86b4f7',
    '--noi-message-soft': '#1c2c45',
    '--noi-action': '#5cc7b6',
    '--noi-action-soft': '#16322f',
    '--noi-success': '#6cce8d',
    '--noi-success-soft': '#173323',
    '--noi-failure': '#f58d87',
    '--noi-failure-soft': '#402222',
    '--noi-held': '#98a2b1',
    '--noi-held-soft': '#29313d',
  },
} satisfies Record<string, Readonly<Record<string, string>>>;

/** Surfaces and meanings as CSS variables, so that plain CSS (the canvas) follows the colour scheme too. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, ...schemes });

/** `var(--noi-…)` as a plain colour, for pictures that leave the page. */
export function plainColour(css: string, scheme: keyof typeof schemes): string {
  const known: Readonly<Record<string, string>> = schemes[scheme];
  return css.replace(/var\((--[\w-]+)\)/g, (whole, name: string) => known[name] ?? whole);
}
