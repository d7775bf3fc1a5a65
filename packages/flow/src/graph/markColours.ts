/** Colours that people mark things with. They mean nothing to a run. */
export const markColours = ['yellow', 'green', 'blue', 'violet', 'pink', 'grey'] as const;
