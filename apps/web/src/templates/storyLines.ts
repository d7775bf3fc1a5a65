import { clockWords, expectationWords, portLabel, stepOf, stepTitle } from '@noi/flow';
import type { Text } from '@noi/node-sdk';
import type { ApiOutputs } from '../api/trpc.ts';
import type { EditorCatalog } from '../editor/catalog/EditorCatalog.ts';

export type Template = ApiOutputs['templates']['list'][number];

/** A template's example in sentences: what comes in and when, and what the flow then does. */
export interface StoryLines {
  readonly comesIn: readonly { readonly when: Text; readonly what: Text }[];
  readonly happens: readonly Text[];
}

export function storyLines({ graph, story }: Pick<Template, 'graph' | 'story'>, catalog: EditorCatalog): StoryLines {
  const titleOf = (id: string): Text => {
    const step = stepOf(graph, id);
    return step ? stepTitle({ step, graph, catalog }) : { vi: id, en: id };
  };
  const portOf = (id: string, port: string): Text => {
    const step = stepOf(graph, id);
    return step ? portLabel(step, port) : { vi: port, en: port };
  };
  const { event, events } = story.scenario;
  const all = [...(event ? [{ ...event, afterMinutes: 0 }] : []), ...events];
  return {
    comesIn: all.map(({ type, afterMinutes }) => ({ when: clockWords(afterMinutes), what: eventWords(type, catalog) })),
    happens: story.expects.map((expected) => expectationWords(expected, { title: titleOf, port: portOf })),
  };
}

/** An event is called by the trigger that hears it from anywhere, else by whichever hears it. */
function eventWords(type: string, catalog: EditorCatalog): Text {
  const hearing = catalog.packages.flatMap(({ triggers }) => triggers).filter(({ event }) => event === type);
  const found = hearing.find(({ source }) => source === undefined) ?? hearing[0];
  return found?.title ?? { vi: type, en: type };
}
