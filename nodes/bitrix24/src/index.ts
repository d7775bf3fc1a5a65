import { defineNodePackage, type NodePackage } from '@noi/node-sdk';
import { addComment } from './actions/addComment.ts';
import { createDeal } from './actions/createDeal.ts';
import { createLead } from './actions/createLead.ts';
import { bitrix24Portal } from './connection.ts';
import { icon } from './icon.ts';
import { bitrix24Sandbox } from './sandbox/bitrix24Sandbox.ts';

export const bitrix24Package: NodePackage = defineNodePackage({
  id: 'bitrix24',
  version: '0.1.0',
  title: { vi: 'Bitrix24', en: 'Bitrix24' },
  icon,
  connections: [bitrix24Portal],
  triggers: [],
  actions: [createLead, createDeal, addComment],
  sandbox: bitrix24Sandbox,
  // Bitrix24's limits: 2 requests a second and 50 at once for a portal and source address; half the burst is left to other programs.
  rates: { bitrix24: { perSecond: 2, burst: 25 } },
});
