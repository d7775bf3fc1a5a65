import { eventPayloads } from '@noi/events';
import type { ConnectionDefinition, NodePackage, RawDelivery, WebhookDefinition } from '@noi/node-sdk';
import { createNodeHarness, type NodeHarness } from '../harness/createNodeHarness.ts';
import { checkForm } from './checkFields.ts';
import { checkPoll } from './checkPolls.ts';

/** The package's emulator: it opens accounts that work, and its scenarios lead to callbacks that the package reads. */
export async function checkSandbox(nodePackage: NodePackage): Promise<readonly string[]> {
  const needing = nodePackage.connections.filter((connection) => Object.keys(connection.services).length > 0 || connection.openClient !== undefined);
  if (nodePackage.sandbox === undefined) return needing.map(({ id }) => `${id}: the package has no sandbox to try it in`);
  const problems: string[] = [];
  for (const connection of needing) {
    await using harness = await createNodeHarness(nodePackage, { type: connection.id });
    problems.push(...(await checkAccount(harness, connection)));
    const webhook = nodePackage.triggers.find((trigger) => trigger.connection === connection && trigger.webhook !== undefined)?.webhook;
    problems.push(...(await checkScenarios(harness, webhook)));
    const polls = new Set(nodePackage.triggers.flatMap((trigger) => (trigger.connection === connection && trigger.poll ? [trigger.poll] : [])));
    for (const poll of polls) problems.push(...(await checkPoll(harness, poll)));
  }
  return problems;
}

async function checkAccount(harness: NodeHarness, connection: ConnectionDefinition): Promise<readonly string[]> {
  const { id, services, fields } = connection;
  const { sandbox } = harness.emulator;
  const fit = fields.safeParse(harness.values);
  const open = (doorUrl: string) => sandbox.openAccount({ type: id, doorUrl, shopName: 'Nhà sách Minh Tâm' });
  // The same door while the product is at another port, and back: what the scenarios send must still arrive.
  const moved = await open(harness.door.url.replace(/:\d+\//, ':1/'));
  const again = await open(harness.door.url);
  const test = await harness.test().then(
    ({ account }) => (account.trim() === '' ? 'names no account' : null),
    (error: unknown) => String(error),
  );
  return [
    ...Object.keys(services).flatMap((name) => (sandbox.services[name] === undefined ? [`${id}: the sandbox does not serve "${name}"`] : [])),
    ...(fit.success ? [] : [`${id}: the opened account does not fit the form: ${fit.error.message}`]),
    ...([moved, again].every((values) => JSON.stringify(values) === JSON.stringify(harness.values))
      ? []
      : [`${id}: opening again for the same door gives another account`]),
    ...(test === null ? [] : [`${id}: the connection test fails in the sandbox: ${test}`]),
  ];
}

async function checkScenarios(harness: NodeHarness, webhook: WebhookDefinition | undefined): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const { id, input } of harness.emulator.sandbox.scenarios ?? []) {
    problems.push(...checkForm(`scenario ${id}`, input));
    const summary = await harness.play(id).then(
      (played) => played.summary,
      (error: unknown) => {
        problems.push(`scenario ${id}: fails with its default input: ${String(error)}`);
        return undefined;
      },
    );
    if (summary !== undefined && (summary.vi.trim() === '' || summary.en.trim() === '')) problems.push(`scenario ${id}: its summary has no words`);
    const deliveries = await harness.takeDeliveries();
    if (webhook !== undefined) problems.push(...deliveries.flatMap((delivery) => checkDelivery({ where: `scenario ${id}`, webhook, delivery, harness })));
  }
  return problems;
}

interface DeliveryCheck {
  readonly where: string;
  readonly webhook: WebhookDefinition;
  readonly delivery: RawDelivery;
  readonly harness: NodeHarness;
}

function checkDelivery({ where, webhook, delivery, harness }: DeliveryCheck): readonly string[] {
  const outcome = harness.webhook(webhook, delivery);
  if (outcome.answered !== 'taken') return [`${where}: its callback is ${outcome.answered}`];
  const replay = webhook.parse({ ...delivery, receivedAt: new Date(delivery.receivedAt.getTime() + 3_600_000) });
  const unfit = outcome.events.flatMap((event) => {
    const payload = eventPayloads[event.type].safeParse(event.payload);
    return payload.success ? [] : [`${where}: the payload of ${event.type} does not fit: ${payload.error.message}`];
  });
  const isSame = JSON.stringify(replay.map((event) => event.externalId)) === JSON.stringify(outcome.events.map((event) => event.externalId));
  return isSame ? unfit : [...unfit, `${where}: a repeated delivery gets other external ids`];
}
