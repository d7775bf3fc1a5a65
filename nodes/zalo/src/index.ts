import { defineNodePackage } from '@noi/node-sdk';
import { getZnsQuota } from './actions/getZnsQuota.ts';
import { sendOaText } from './actions/sendOaText.ts';
import { sendZns } from './actions/sendZns.ts';
import { zaloOa } from './connection.ts';
import { icon } from './icon.ts';
import { zaloSandbox } from './sandbox/zaloSandbox.ts';
import { customerRated } from './triggers/customerRated.ts';
import { messageDelivered } from './triggers/messageDelivered.ts';
import { messageReceived } from './triggers/messageReceived.ts';

export const zaloPackage = defineNodePackage({
  id: 'zalo',
  version: '0.1.0',
  title: { vi: 'Zalo', en: 'Zalo' },
  icon,
  connections: [zaloOa],
  triggers: [customerRated, messageDelivered, messageReceived],
  actions: [sendZns, getZnsQuota, sendOaText],
  sandbox: zaloSandbox,
  // Zalo's developer documents: 4,000 requests a minute for an app. A limit for the second is not documented.
  rates: { zalo: { perSecond: 60, burst: 60 }, 'zalo.zns': { perSecond: 60, burst: 60 } },
});
