import type { Text } from '@noi/events';
import { printPath, readPathAt } from './dataPath.ts';

/** A piece of a template whose filters nobody has looked at yet: words as typed, or a data pill. Enough to say what a template shows; `parseTemplate` knows the rest. */
type TemplatePiece = { readonly type: 'text'; readonly text: string } | TemplatePill;

interface TemplatePill {
  readonly type: 'data';
  readonly path: string;
  /** Filters and fallback as typed (`| money | fallback: "x"`), or nothing. */
  readonly chain: string;
  /** All that stands between the braces. */
  readonly expression: string;
}

/** What is wrong with a template, in words for people. */
export class TemplateFault extends Error {
  readonly text: Text;

  constructor(vi: string, en: string) {
    super(en);
    this.text = { vi, en };
  }
}

/** Roots that a path may start with. */
const dataRoots: readonly string[] = ['trigger', 'steps', 'event', 'now'];

/** A template in pieces. Never fails: one that cannot be read is plain words. */
export function templatePieces(template: string): readonly TemplatePiece[] {
  try {
    return [...readPieces(template)];
  } catch (thrown) {
    if (thrown instanceof TemplateFault) return [{ type: 'text', text: template }];
    throw thrown;
  }
}

/** The first data pill of a template. */
export function firstPill(template: string): TemplatePill | null {
  return templatePieces(template).find((piece) => piece.type === 'data') ?? null;
}

/** A fallback says what is shown when the data is missing; it changes nothing about the data. */
const onlyFallback = /^\|\s*(?:fallback|default)\s*:\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|-?\d+(?:\.\d+)?)$/s;

/** The path of a template that is one pill, without filters, and nothing else. */
export function lonePath(template: string): string | null {
  const [piece, ...rest] = templatePieces(template.trim());
  return piece?.type === 'data' && rest.length === 0 && (piece.chain === '' || onlyFallback.test(piece.chain)) ? piece.path : null;
}

/** Throws a {@link TemplateFault} where the template cannot be read. */
export function* readPieces(template: string): Generator<TemplatePiece> {
  let at = 0;
  while (at < template.length) {
    const open = template.slice(at).search(/\{\{|\{%/);
    if (open < 0) return yield { type: 'text', text: template.slice(at) };
    const start = at + open;
    if (open > 0) yield { type: 'text', text: template.slice(at, start) };
    if (template[start + 1] === '%') {
      throw new TemplateFault(
        'Không dùng được lệnh “{% … %}” ở đây. Dùng bước Điều kiện để rẽ nhánh.',
        'Tags “{% … %}” cannot be used here. Use a condition step to branch.',
      );
    }
    const end = endOfOutput(template, start + 2);
    yield readOutput(template.slice(start + 2, end).trim());
    at = end + 2;
  }
}

/** Where the closing braces are, skipping quoted text. */
function endOfOutput(template: string, from: number): number {
  let quote = '';
  for (let at = from; at < template.length; at++) {
    const char = template[at] ?? '';
    if (quote) {
      if (char === '\\') at++;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '}' && template[at + 1] === '}') return at;
  }
  throw new TemplateFault('Dữ liệu chèn chưa đóng ngoặc “}}”.', 'A data pill is not closed with “}}”.');
}

function readOutput(expression: string): TemplatePiece {
  if (expression === '') throw new TemplateFault('Dữ liệu chèn đang trống. Chọn dữ liệu hoặc xoá đi.', 'A data pill is empty. Choose data or remove it.');
  // Words that would otherwise read as code are kept as a quoted literal.
  if (/^(["'])(?:(?!\1)[^\\]|\\.)*\1$/s.test(expression)) return { type: 'text', text: unquote(expression) };

  const read = readPathAt(expression);
  if (!read) throw new TemplateFault(`Không đọc được dữ liệu chèn “${expression}”.`, `The data pill “${expression}” cannot be read.`);
  if (!dataRoots.includes(String(read.path[0]))) {
    throw new TemplateFault(
      `Không có dữ liệu nào tên “${printPath(read.path)}”. Chọn lại từ danh sách dữ liệu.`,
      `There is no data called “${printPath(read.path)}”. Choose it from the list.`,
    );
  }
  return { type: 'data', path: printPath(read.path), chain: expression.slice(read.length).trim(), expression };
}

function unquote(literal: string): string {
  return literal.slice(1, -1).replace(/\\(.)/gs, '$1');
}
