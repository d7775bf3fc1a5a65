import type { StepLook } from '../editor/canvas/stepLook.tsx';

/** Line drawings of what a step is for, on a square of 24; pictures have no icon component. */
export const stepMarks: Readonly<Record<StepLook, string>> = {
  trigger: 'M13 3v7h6l-8 11v-7H5l8-11',
  wait: 'M3 12a9 9 0 1 0 18 0a9 9 0 0 0-18 0M12 7v5l3 3',
  message: 'M8 9h8M8 13h6M18 4a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3h-5l-5 3v-3H6a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3h12z',
  logic:
    'M21 17h-5.397a5 5 0 0 1-4.096-2.133l-.514-.734A5 5 0 0 0 6.897 12H3M21 7h-5.395a5 5 0 0 0-4.098 2.135l-.51.73A5 5 0 0 1 6.9 12M18 10l3-3-3-3M18 20l3-3-3-3',
  action: 'M5 13l9-9v7h5l-9 9v-7H5',
};
