import { expect, test } from 'vitest';
import type { FlowSettings } from '../graph/FlowGraph.ts';
import { aGraph } from '../testing/index.ts';
import { openDraft } from './Draft.ts';
import { entryValid } from './rules/entryValid.ts';

const window = { amount: 5, unit: 'minutes' } as const;
const catalog = { trigger: () => undefined, action: () => undefined };
const fields = (settings: Partial<FlowSettings>) =>
  entryValid(openDraft({ graph: aGraph().trigger().settings(settings).build(), catalog, connections: [] })).map(({ code, field }) => `${code} ${field}`);

test.each<[Partial<FlowSettings>, readonly string[]]>([
  [{}, []],
  [{ dedupeBy: '{{ trigger.order.code }}', entry: { policy: 'oncePerDays', days: 30 }, concurrency: { limit: 1 } }, []],
  [{ gather: { type: 'batch', window, most: 1000 } }, []],
  [{ dedupeBy: '{{ trigger.order.code' }, ['entry_invalid settings.dedupeBy']],
  [{ dedupeBy: '{{ steps.send.messageId }}' }, ['entry_invalid settings.dedupeBy']],
  [{ entry: { policy: 'queue', by: '{{ nowhere.x }}' } }, ['entry_invalid settings.entry']],
  [{ entry: { policy: 'oncePerDays', days: 0 } }, ['entry_invalid settings.entry']],
  [{ entry: { policy: 'oncePerDays', days: 1.5 } }, ['entry_invalid settings.entry']],
  [{ entry: { policy: 'once', days: 0 } }, []],
  [{ concurrency: { limit: 0 } }, ['entry_invalid settings.concurrency']],
  [{ gather: { type: 'debounce', window: { ...window, amount: 0 } } }, ['entry_invalid settings.gather']],
  [{ gather: { type: 'batch', window, most: 1001 } }, ['entry_invalid settings.gather']],
])('%j has the issues %j', (settings, issues) => {
  expect(fields(settings)).toEqual(issues);
});
