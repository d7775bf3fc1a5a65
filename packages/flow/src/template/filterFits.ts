import { assertNever } from '@noi/errors';
import type { FieldDescriptor, Text } from '@noi/node-sdk';
import type { FilterCall } from './filterChain.ts';
import { filterWords } from './filterWords.ts';

/** What a value is, as far as filters care. `any` when nobody knows beforehand. */
type ValueKind = 'number' | 'text' | 'date' | 'boolean' | 'list' | 'object' | 'any';

/** Why a filter does not fit: `error` it never can, `warning` it works only when the text happens to be one. */
export interface FilterMisfit {
  readonly severity: 'error' | 'warning';
  readonly text: Text;
}

type Rule = { readonly takes: 'number' | 'text' | 'date' | 'list' | 'any'; readonly gives: ValueKind };

const rulesOf = (names: string, takes: Rule['takes'], gives: ValueKind) => names.split(' ').map((name) => [name, { takes, gives }] as const);

const rules: ReadonlyMap<string, Rule> = new Map([
  ...rulesOf('money number', 'number', 'text'),
  ...rulesOf('plus minus times divided_by modulo abs ceil floor round at_least at_most', 'number', 'number'),
  ...rulesOf('date datetime time', 'date', 'text'),
  ...rulesOf('add_days', 'date', 'date'),
  ...rulesOf('phone phone84 first_name given_name upcase downcase capitalize strip truncate truncatewords', 'text', 'text'),
  ...rulesOf('replace replace_first remove append prepend slice strip_newlines newline_to_br escape url_encode', 'text', 'text'),
  ...rulesOf('split', 'text', 'list'),
  ...rulesOf('join', 'list', 'text'),
  ...rulesOf('first last', 'list', 'any'),
  ...rulesOf('map where uniq compact reverse sort', 'list', 'list'),
  ...rulesOf('sum', 'list', 'number'),
  ...rulesOf('size', 'any', 'number'),
  ...rulesOf('json', 'any', 'text'),
]);

/** What a datum is. `null` for data whose shape is known only at run time. */
function kindOfField(field: FieldDescriptor | null): ValueKind {
  if (field === null) return 'any';
  switch (field.type) {
    case 'text':
      return field.format === 'dateTime' ? 'date' : field.format === 'json' ? 'any' : 'text';
    case 'choice':
      return 'text';
    case 'number':
    case 'boolean':
    case 'list':
    case 'object':
    case 'any':
      return field.type;
    default:
      return assertNever(field.type);
  }
}

/** Follows a value through its filters. Tells the first that does not fit what reaches it; `null` when all do. */
export function filterMisfit(calls: readonly FilterCall[], field: FieldDescriptor | null): FilterMisfit | null {
  let kind = kindOfField(field);
  let doubt: FilterMisfit | null = null;
  for (const { name } of calls) {
    const rule = rules.get(name);
    if (!rule) return doubt;
    const severity = severityOf(kind, rule.takes);
    if (severity !== null) {
      const misfit = { severity, text: words(name, kind, rule.takes) };
      if (severity === 'error') return misfit;
      doubt ??= misfit;
    }
    kind = rule.gives;
  }
  return doubt;
}

function severityOf(kind: ValueKind, takes: Rule['takes']): FilterMisfit['severity'] | null {
  if (kind === 'any' || takes === 'any' || kind === takes) return null;
  switch (takes) {
    case 'text':
      // Numbers and dates are written out first; lists and groups have no words.
      return kind === 'list' || kind === 'object' ? 'error' : null;
    case 'number':
    case 'date':
      return kind === 'text' ? 'warning' : 'error';
    case 'list':
      return 'error';
    default:
      return assertNever(takes);
  }
}

const kindWords: Readonly<Record<ValueKind, Text>> = {
  number: { vi: 'số', en: 'a number' },
  text: { vi: 'chữ', en: 'text' },
  date: { vi: 'ngày giờ', en: 'a date' },
  boolean: { vi: 'có hoặc không', en: 'yes or no' },
  list: { vi: 'danh sách', en: 'a list' },
  object: { vi: 'một nhóm dữ liệu', en: 'a group of data' },
  any: { vi: 'dữ liệu bất kỳ', en: 'any data' },
};

function words(name: string, kind: ValueKind, takes: Rule['takes']): Text {
  const [is, needs] = [kindWords[kind], kindWords[takes]];
  const called = filterWords(name);
  return {
    vi: `Công thức “${called.vi}” cần ${needs.vi}, còn dữ liệu ở đây là ${is.vi}. Bỏ công thức này hoặc chọn dữ liệu khác.`,
    en: `“${called.en}” needs ${needs.en}, but the data here is ${is.en}. Remove it or choose other data.`,
  };
}
