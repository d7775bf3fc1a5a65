import type { FlowGraph } from '../graph/FlowGraph.ts';
import type { FlowCatalog } from '../validate/FlowCatalog.ts';
import { matchText } from './matchText.ts';
import { type FlowText, type TextOwner, textsOf } from './textsOf.ts';

export interface FindRequest {
  readonly graph: FlowGraph;
  readonly catalog: FlowCatalog;
  readonly query: string;
  /** `da nang` finds `Đà Nẵng`. */
  readonly ignoreMarks: boolean;
}

/** One place where a flow's texts hold the query. Pills are no text: nothing is found in them, nor across one. */
export interface FoundText {
  /** Tells it from the others of the same search. */
  readonly key: string;
  readonly owner: TextOwner;
  /** What is written around it, for a list. */
  readonly before: string;
  readonly hit: string;
  readonly after: string;
}

export interface PlacedMatch {
  readonly text: FlowText;
  readonly segment: number;
  readonly from: number;
  readonly to: number;
}

/** Every place where the words of a flow hold the query, in reading order. */
export function findTexts(request: FindRequest): readonly FoundText[] {
  return matchesIn(request).map((match) => {
    const { owner, segments } = match.text;
    const words = wordsOf(segments[match.segment]);
    const { from, to } = match;
    return { key: keyOf(match), owner, before: cutStart(words.slice(0, from)), hit: words.slice(from, to), after: cutEnd(words.slice(to)) };
  });
}

/** The same places, for whoever replaces them. */
export function matchesIn({ graph, catalog, query, ignoreMarks }: FindRequest): readonly PlacedMatch[] {
  if (query === '') return [];
  return textsOf(graph, catalog).flatMap((text) =>
    text.segments.flatMap((piece, segment) => matchText(wordsOf(piece), query, ignoreMarks).map(({ from, to }): PlacedMatch => ({ text, segment, from, to }))),
  );
}

export function keyOf({ text: { owner, path }, segment, from }: PlacedMatch): string {
  return `${owner.kind}:${owner.id}:${path.join('.')}:${segment}:${from}`;
}

function wordsOf(segment: FlowText['segments'][number] | undefined): string {
  return segment?.type === 'text' ? segment.text : '';
}

const mostAround = 32;

function cutStart(words: string): string {
  const letters = [...words];
  return letters.length > mostAround ? `…${letters.slice(-mostAround).join('')}` : words;
}

function cutEnd(words: string): string {
  const letters = [...words];
  return letters.length > mostAround ? `${letters.slice(0, mostAround).join('')}…` : words;
}
