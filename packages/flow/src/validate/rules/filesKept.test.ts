import type { FieldDescriptor } from '@noi/node-sdk';
import { expect, test } from 'vitest';
import type { InputValue } from '../../graph/FlowGraph.ts';
import { aGraph } from '../../testing/aGraph.ts';
import { note, testCatalog, testConnections } from '../../testing/testCatalog.ts';
import { validateGraph } from '../validateGraph.ts';

const mega = 1_048_576;
const attachments: FieldDescriptor = {
  ...{ key: 'attachments', type: 'list', label: { vi: 'Tệp đính kèm', en: 'Attachments' }, required: false, format: 'file' },
  ...{ maxItems: 2, maxBytes: 10 * mega },
};
const withFiles = { ...note, input: [...note.input, attachments] };
const kept = [
  { id: 'small', bytes: 5 * mega },
  { id: 'large', bytes: 5 * mega + 1 },
];

const check = (value: InputValue) => {
  const graph = aGraph()
    .trigger()
    .note('mail', 'Xong', { input: { text: 'Xong', attachments: value } })
    .build();
  const catalog = { ...testCatalog, files: kept, action: () => withFiles };
  return validateGraph({ graph, catalog, connections: testConnections }).map(({ code, stepId, field }) => `${code} ${stepId} ${field}`);
};

test.each<[string, InputValue, string[]]>([
  ['files of the shop', ['small', 'small'], []],
  ['one file in a field for one', 'small', []],
  ['a file of another shop', ['small', 'theirs'], ['file_missing mail attachments']],
  ['more files than the field takes', ['small', 'small', 'small'], ['files_too_many mail attachments']],
  ['more bytes than the field takes', ['small', 'large'], ['files_too_large mail attachments']],
  ['data, known only when the step runs', '{{ trigger.order.code }}', []],
])('%s', (_what, value, issues) => {
  expect(check(value)).toEqual(issues);
});

test('while the shop’s files are not known, nothing is said', () => {
  const graph = aGraph()
    .trigger()
    .note('mail', 'Xong', { input: { text: 'Xong', attachments: ['theirs'] } })
    .build();
  expect(validateGraph({ graph, catalog: { ...testCatalog, action: () => withFiles }, connections: testConnections })).toEqual([]);
});
