import type { EventType, NodeDescriptor } from '@noi/node-sdk';
import {
  IconAlertOctagon,
  IconArrowsSplit2,
  IconBell,
  IconBolt,
  IconCalendarTime,
  IconCash,
  IconClock,
  IconFlagBolt,
  IconFlask,
  IconGitFork,
  IconHandClick,
  IconHandStop,
  IconLayoutColumns,
  IconLifebuoy,
  IconList,
  IconMail,
  IconMessage2,
  IconPencil,
  IconPuzzle,
  IconRepeat,
  IconRoute,
  IconShoppingBag,
  IconStar,
  IconTable,
  IconTruckDelivery,
  IconUserCheck,
  IconWebhook,
  IconWorld,
} from '@tabler/icons-react';

const drawn = { size: 18, stroke: 1.8 };

/** Icons of ours, for steps that belong to no provider. */
export const glyphs = {
  if: <IconArrowsSplit2 {...drawn} />,
  switch: <IconGitFork {...drawn} />,
  split: <IconFlask {...drawn} />,
  fail: <IconAlertOctagon {...drawn} />,
  wait: <IconClock {...drawn} />,
  waitForEvent: <IconBell {...drawn} />,
  approval: <IconUserCheck {...drawn} />,
  parallel: <IconLayoutColumns {...drawn} />,
  first: <IconFlagBolt {...drawn} />,
  forEach: <IconList {...drawn} />,
  repeat: <IconRepeat {...drawn} />,
  subflow: <IconRoute {...drawn} />,
  errorHandler: <IconLifebuoy {...drawn} />,
  set: <IconPencil {...drawn} />,
  stop: <IconHandStop {...drawn} />,
  event: <IconBolt {...drawn} />,
  order: <IconShoppingBag {...drawn} />,
  parcel: <IconTruckDelivery {...drawn} />,
  payment: <IconCash {...drawn} />,
  message: <IconMessage2 {...drawn} />,
  rating: <IconStar {...drawn} />,
  webhook: <IconWebhook {...drawn} />,
  schedule: <IconCalendarTime {...drawn} />,
  hand: <IconHandClick {...drawn} />,
  list: <IconTable {...drawn} />,
  email: <IconMail {...drawn} />,
  web: <IconWorld {...drawn} />,
  other: <IconPuzzle {...drawn} />,
};

export type Glyph = keyof typeof glyphs;

const byEvent: Partial<Record<EventType, Glyph>> = {
  'order.delivered': 'parcel',
  'shipment.created': 'parcel',
  'shipment.status_changed': 'parcel',
  'payment.received': 'payment',
  'customer.rated': 'rating',
  'webhook.received': 'webhook',
  'flow.started_by_hand': 'hand',
  'flow.called': 'subflow',
  'schedule.due': 'schedule',
  'broadcast.recipient': 'list',
};

/** Nodes of this package speak for no provider; each shows what it is about. */
const neutralPackage = 'core';

/** The icon of a node that no provider stands behind; providers show their own. */
export function glyphOf(node: NodeDescriptor | undefined): Glyph | undefined {
  if (node?.packageId !== neutralPackage) return undefined;
  if (node.kind === 'action') return node.message ? 'email' : 'web';
  return byEvent[node.event] ?? (node.event.startsWith('order.') ? 'order' : node.event.startsWith('message.') ? 'message' : 'event');
}
