import type { Words } from '../vi/index.ts';

export const find: Words['find'] = {
  title: 'Find and replace in the flow',
  query: 'Find in names, messages, notes, conditions',
  replacement: 'Replace with',
  ignoreMarks: 'Ignore Vietnamese tone marks',
  count: '{{at}}/{{count}}',
  previous: 'Previous place',
  next: 'Next place',
  replaceOne: 'Replace',
  replaceAll: 'Replace all',
  replaced: 'Replaced: {{count}}. Ctrl+Z takes it back.',
  tooLong: 'Left as they are, since they would be too long: {{count}}.',
  nothing: 'Nothing found for “{{query}}”',
  inNote: 'Note',
  pillsStay: 'Data pills always stay as they are.',
};
