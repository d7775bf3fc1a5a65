import type { Text } from '@noi/events';
import type { RunData } from '../run/RunPorts.ts';
import { isMissing, parsePath, valueAt } from './dataPath.ts';
import { describePath } from './describePath.ts';
import { type FilterContext, FilterError } from './filters.ts';
import { compileFilters } from './liquidEngine.ts';
import { mostLetters, tooLong } from './mostLetters.ts';
import { checkTemplate, type TemplateSegment } from './parseTemplate.ts';
import { printTemplate } from './printTemplate.ts';

export interface RenderRequest {
  readonly template: string;
  readonly data: RunData;
  readonly timezone: string;
  /** Epoch ms. */
  readonly now: number;
}

/** `path` names the data at fault, when one is. */
export type Rendered = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly text: Text; readonly path?: string };

type Pill = Extract<TemplateSegment, { type: 'data' }>;
type Piece = string | { readonly pill: Pill; read(scope: unknown, context: FilterContext): Rendered };
type Compiled = { readonly ok: true; readonly pieces: readonly Piece[] } | { readonly ok: false; readonly text: Text };

const cache = new Map<string, Compiled>();
const cacheSize = 2000;

/**
 * Fills a template. One that is a single pill keeps the value's type (a number stays a number); all else is text in NFC.
 * Missing data without a fallback is an error, never an empty hole.
 */
export function renderTemplate({ template, data, timezone, now }: RenderRequest): Rendered {
  const compiled = compile(template);
  if (!compiled.ok) return compiled;
  const scope = { ...data, now: new Date(now).toISOString() };
  const context = { timezone, now };

  const only = singlePill(compiled.pieces);
  if (only) return only.read(scope, context);

  let text = '';
  for (const piece of compiled.pieces) {
    if (typeof piece === 'string') {
      text += piece;
      continue;
    }
    const filled = inWords(piece, piece.read(scope, context));
    if (!filled.ok) return filled;
    text += filled.words;
    if (text.length > mostLetters) return { ok: false, path: piece.pill.path, text: tooLong };
  }
  return { ok: true, value: text.normalize('NFC') };
}

type RenderedWords = { readonly ok: true; readonly words: string } | Extract<Rendered, { ok: false }>;

/** Fills one pill for the middle of a text. */
export function renderPill(pill: Pill, { data, timezone, now }: Omit<RenderRequest, 'template'>): RenderedWords {
  const compiled = compile(printTemplate([pill]));
  if (!compiled.ok) return compiled;
  const piece = singlePill(compiled.pieces);
  if (!piece) throw new Error('A printed pill is read as one');
  return inWords(piece, piece.read({ ...data, now: new Date(now).toISOString() }, { timezone, now }));
}

function inWords({ pill }: Exclude<Piece, string>, rendered: Rendered): RenderedWords {
  if (!rendered.ok) return rendered;
  const words = toWords(rendered.value);
  return words === null ? { ok: false, path: pill.path, text: notWords(pill.path) } : { ok: true, words };
}

function compile(template: string): Compiled {
  const known = cache.get(template);
  if (known) return known;
  const reading = checkTemplate(template);
  const compiled: Compiled = reading.ok
    ? { ok: true, pieces: reading.segments.map((segment) => (segment.type === 'text' ? segment.text : compilePill(segment))) }
    : reading;
  if (cache.size >= cacheSize) cache.clear();
  cache.set(template, compiled);
  return compiled;
}

function compilePill(pill: Pill): Exclude<Piece, string> {
  const path = parsePath(pill.path) ?? [];
  const apply = compileFilters(pill.filters);
  const missing = (): Rendered =>
    pill.fallback === undefined ? { ok: false, path: pill.path, text: missingText(pill.path) } : { ok: true, value: pill.fallback.normalize('NFC') };
  return {
    pill,
    read(scope, context) {
      const raw = valueAt(scope, path);
      if (isMissing(raw)) return missing();
      try {
        const value = apply(raw, context);
        if (isMissing(value)) return missing();
        // A word filter on an object or on a list of them.
        if (typeof raw === 'object' && typeof value === 'string' && value.includes('[object '))
          return { ok: false, path: pill.path, text: notWords(pill.path) };
        return { ok: true, value: typeof value === 'string' ? value.normalize('NFC') : value };
      } catch (thrown) {
        return { ok: false, path: pill.path, text: filterText(pill, thrown) };
      }
    },
  };
}

/** The pill of a template that is nothing else; blanks around it do not count. */
function singlePill(pieces: readonly Piece[]): Exclude<Piece, string> | null {
  const pills = pieces.filter((piece) => typeof piece !== 'string' || piece.trim() !== '');
  const [pill] = pills;
  return pills.length === 1 && pill !== undefined && typeof pill !== 'string' ? pill : null;
}

function toWords(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!Array.isArray(value)) return null;
  const words = value.filter((item) => !isMissing(item)).map(toWords);
  return words.includes(null) ? null : words.join(', ');
}

function missingText(path: string): Text {
  const { vi, en } = describePath(path);
  return {
    vi: `Thiếu dữ liệu “${vi}”. Thêm nội dung thay thế cho dữ liệu này trong bước.`,
    en: `The data “${en}” is missing. Give this data a fallback in the step.`,
  };
}

function notWords(path: string): Text {
  const { vi, en } = describePath(path);
  return {
    vi: `“${vi}” gồm nhiều mục nên không chèn vào câu được. Chọn một mục bên trong.`,
    en: `“${en}” holds several values and cannot stand in a sentence. Choose one inside it.`,
  };
}

function filterText(pill: Pill, thrown: unknown): Text {
  const { vi, en } = describePath(pill.path);
  if (thrown instanceof FilterError) return { vi: `Không định dạng được “${vi}”: ${thrown.text.vi}`, en: `“${en}” cannot be formatted: ${thrown.text.en}` };
  return { vi: `Không định dạng được “${vi}” theo “${pill.filters}”.`, en: `“${en}” cannot be formatted with “${pill.filters}”.` };
}
