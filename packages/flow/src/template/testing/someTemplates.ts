import fc from 'fast-check';

/** Words of any kind, and such as are easily taken for the code of a template. */
export const someWords = fc.oneof(
  fc.string(),
  fc.array(fc.constantFrom('{', '}', '|', '%', '"', '\\', "'", ' ', 'x', '{{', '}}'), { maxLength: 12 }).map((parts) => parts.join('')),
);

const pill = fc.record(
  {
    type: fc.constant('data' as const),
    path: fc.constantFrom('trigger.order.code', 'steps.send.id', 'trigger.lines[0].title', 'trigger["tên lạ"]', 'now'),
    filters: fc.constantFrom('', 'money', 'date: "dd/MM"', 'upcase | truncate: 5', 'append: "}}"', 'append: "| fallback: 1"'),
    fallback: someWords,
  },
  { requiredKeys: ['type', 'path', 'filters'] },
);
const text = someWords.map((value) => ({ type: 'text' as const, text: value }));

/** One piece of a template: words, or a pill. */
export const somePiece = fc.oneof(text, pill);
