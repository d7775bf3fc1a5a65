import type { FlowCommand } from '../edit/FlowCommand.ts';
import { type FlowGraph, Group, Note, Step } from '../graph/FlowGraph.ts';
import { stepOf } from '../graph/stepOf.ts';
import { printRichText } from '../richText/printRichText.ts';
import { printTemplate } from '../template/printTemplate.ts';
import { type FindRequest, keyOf, matchesIn, type PlacedMatch } from './findTexts.ts';
import type { FlowText } from './textsOf.ts';

export interface ReplaceRequest extends FindRequest {
  readonly replacement: string;
  /** The key of the one place to replace; without it, all. */
  readonly only?: string;
}

export interface Replaced {
  /** One step of undo; `null` where nothing is replaced. */
  readonly command: FlowCommand | null;
  readonly count: number;
  /** Places that were left alone, since their text would become too long. */
  readonly tooLong: number;
}

/** Replaces words of a flow's texts. Pills stay as they are, and a replacement that looks like one stays words. */
export function replaceTexts({ replacement, only, ...request }: ReplaceRequest): Replaced {
  const matches = matchesIn(request).filter((match) => only === undefined || keyOf(match) === only);
  const byText = new Map<FlowText, PlacedMatch[]>();
  for (const match of matches) byText.set(match.text, [...(byText.get(match.text) ?? []), match]);

  const changed = new Map<string, { readonly kind: FlowText['owner']['kind']; value: unknown }>();
  let count = 0;
  for (const [text, found] of byText) {
    const { kind, id } = text.owner;
    const key = `${kind}:${id}`;
    const former = changed.get(key)?.value ?? ownerOf(request.graph, text);
    const next = withText(former, text.path, written(text, found, replacement));
    if (!schemas[kind].safeParse(next).success) continue;
    changed.set(key, { kind, value: next });
    count += found.length;
  }
  const commands = [...changed.values()].map(({ kind, value }) => commandFor(kind, value));
  const [first] = commands;
  return { command: first && commands.length === 1 ? first : first ? { type: 'batch', commands } : null, count, tooLong: matches.length - count };
}

const schemas = { step: Step, note: Note, group: Group };

function ownerOf(graph: FlowGraph, { owner: { kind, id } }: FlowText): unknown {
  if (kind === 'step') return stepOf(graph, id);
  return kind === 'note' ? graph.notes?.[id] : graph.groups?.[id];
}

function commandFor(kind: FlowText['owner']['kind'], value: unknown): FlowCommand {
  if (kind === 'note') return { type: 'note.change', note: Note.parse(value) };
  return kind === 'group' ? { type: 'group.change', group: Group.parse(value) } : { type: 'step.change', step: Step.parse(value) };
}

function written({ segments, kind }: FlowText, matches: readonly PlacedMatch[], replacement: string): string {
  const next = segments.map((segment, index) => {
    if (segment.type !== 'text') return segment;
    const own = matches.filter((match) => match.segment === index);
    // From the end, so that the places before stay where they were.
    const text = own.reduceRight((words, { from, to }) => words.slice(0, from) + replacement + words.slice(to), segment.text);
    return { type: 'text' as const, text };
  });
  if (kind === 'rich') return printRichText(next.map((segment) => (segment.type === 'markup' ? segment.piece : { type: 'words', segments: [segment] })));
  const plain = next.filter((segment) => segment.type !== 'markup');
  return kind === 'template' ? printTemplate(plain) : plain.map((segment) => (segment.type === 'text' ? segment.text : '')).join('');
}

/** The value with one text in it replaced; what is above it is copied. */
export function withText(value: unknown, path: readonly string[], text: string): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return text;
  if (Array.isArray(value)) return value.map((item, index) => (`${index}` === key ? withText(item, rest, text) : item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, name === key ? withText(inner, rest, text) : inner]));
}
