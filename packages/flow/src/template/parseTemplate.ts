/// <reference path="./liquidBrowser.d.ts" />
import type { Text } from '@noi/events';
import { evalQuotedToken, Tokenizer, TypeGuards } from 'liquidjs/dist/liquid.browser.mjs';
import { compileFilters, filterNames } from './liquidEngine.ts';
import { readPieces, TemplateFault } from './templatePieces.ts';

/** A piece of a template: words as typed, or a data pill with its filters and what to say when the data is missing. */
export type TemplateSegment =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'data'; readonly path: string; readonly filters: string; readonly fallback?: string };

export type TemplateReading = { readonly ok: true; readonly segments: readonly TemplateSegment[] } | { readonly ok: false; readonly text: Text };

const readings = new Map<string, TemplateReading>();
const mostReadings = 5000;

/** Reads a template, or says in words what is wrong with it. Readings are kept: the editor checks the same texts at every key. */
export function checkTemplate(template: string): TemplateReading {
  const known = readings.get(template);
  if (known) return known;
  const reading = read(template);
  if (readings.size >= mostReadings) readings.clear();
  readings.set(template, reading);
  return reading;
}

function read(template: string): TemplateReading {
  try {
    return { ok: true, segments: merged(readSegments(template)) };
  } catch (thrown) {
    if (thrown instanceof TemplateFault) return { ok: false, text: thrown.text };
    throw thrown;
  }
}

/** A template in pieces, for the pill editor. Never fails: a template that cannot be read comes back as plain words. */
export function parseTemplate(template: string): readonly TemplateSegment[] {
  const reading = checkTemplate(template);
  return reading.ok ? reading.segments : [{ type: 'text', text: template }];
}

function* readSegments(template: string): Generator<TemplateSegment> {
  for (const piece of readPieces(template)) {
    if (piece.type === 'text') yield piece;
    else yield { type: 'data', path: piece.path, ...(piece.chain === '' ? { filters: '' } : readFilters(piece.chain, piece.expression)) };
  }
}

/** Splits `| money | fallback: "x"` into the chain that liquidjs runs and the fallback, which is ours. */
function readFilters(chain: string, expression: string): { filters: string; fallback?: string } {
  const unreadable = () => new TemplateFault(`Không đọc được phần định dạng của “${expression}”.`, `The formatting of “${expression}” cannot be read.`);
  const names: string[] = [];
  const kept: string[] = [];
  let fallback: string | undefined;
  let tokens: ReturnType<Tokenizer['readFilters']>;
  try {
    tokens = new Tokenizer(chain).readFilters();
  } catch {
    throw unreadable();
  }
  if (tokens.length === 0) throw unreadable();
  for (const token of tokens) {
    if (token.args.some((argument) => Array.isArray(argument) || TypeGuards.isPropertyAccessToken(argument) || TypeGuards.isRangeToken(argument))) {
      throw new TemplateFault(
        `Định dạng “${token.name}” chỉ nhận chữ trong ngoặc kép hoặc số.`,
        `The filter “${token.name}” takes only quoted text or numbers.`,
      );
    }
    const written = token.input.slice(token.begin, token.end).trim();
    if (token.name !== 'fallback' && token.name !== 'default') {
      names.push(token.name);
      kept.push(written);
      continue;
    }
    const [argument] = token.args;
    if (fallback !== undefined || argument === undefined || Array.isArray(argument)) throw unreadable();
    fallback = TypeGuards.isQuotedToken(argument) ? evalQuotedToken(argument) : argument.getText();
  }
  const unknown = names.find((name) => !filterNames.includes(name));
  if (unknown !== undefined) throw new TemplateFault(`Không có định dạng nào tên “${unknown}”.`, `There is no filter called “${unknown}”.`);
  try {
    compileFilters(kept.join(' | '));
  } catch {
    throw unreadable();
  }
  return { filters: kept.join(' | '), ...(fallback === undefined ? {} : { fallback }) };
}

function merged(segments: Iterable<TemplateSegment>): TemplateSegment[] {
  const result: TemplateSegment[] = [];
  for (const segment of segments) {
    const last = result.at(-1);
    if (segment.type === 'text' && last?.type === 'text') result[result.length - 1] = { type: 'text', text: last.text + segment.text };
    else if (segment.type === 'data' || segment.text !== '') result.push(segment);
  }
  return result;
}
