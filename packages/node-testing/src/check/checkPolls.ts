import { eventPayloads } from '@noi/events';
import type { PollDefinition } from '@noi/node-sdk';
import type { NodeHarness } from '../harness/createNodeHarness.ts';

const logger = { debug: () => undefined, info: () => undefined, warn: () => undefined };

/** The same page read twice gives the same events by the same names, payloads fit, and the cursor survives being kept as JSON. */
export async function checkPoll(harness: NodeHarness, poll: PollDefinition): Promise<readonly string[]> {
  const now = new Date();
  const read = (cursor: unknown) => poll.poll({ http: harness.http(), client: harness.client(), values: harness.values, cursor, now, logger });
  const problems: string[] = [];
  const start = await read(null);
  if (JSON.stringify(JSON.parse(JSON.stringify(start.cursor))) !== JSON.stringify(start.cursor)) problems.push(`poll ${poll.id}: its cursor is not plain JSON`);
  for (const { id } of harness.emulator.sandbox.scenarios ?? []) await harness.play(id).catch(() => undefined);
  await harness.takeDeliveries();

  const kept: unknown = JSON.parse(JSON.stringify(start.cursor));
  const [page, again] = [await read(kept), await read(kept)];
  const names = (events: typeof page.events) => JSON.stringify(events.map(({ externalId }) => externalId));
  if (names(page.events) !== names(again.events)) problems.push(`poll ${poll.id}: the same page read twice gets other external ids`);
  for (const event of page.events) {
    const payload = eventPayloads[event.type].safeParse(event.payload);
    if (!payload.success) problems.push(`poll ${poll.id}: the payload of ${event.type} does not fit: ${payload.error.message}`);
  }
  return problems;
}
