import { defineNodePackage, type NodePackage } from '@noi/node-sdk';
import { addOrderTags } from './actions/addOrderTags.ts';
import { getOrder } from './actions/getOrder.ts';
import { sumOrders } from './actions/sumOrders.ts';
import { haravanShop } from './connection.ts';
import { icon } from './icon.ts';
import { haravanSandbox } from './sandbox/haravanSandbox.ts';
import { orderCancelled, orderCreated, orderPaid, orderUpdated } from './triggers/orderTriggers.ts';

export const haravanPackage: NodePackage = defineNodePackage({
  id: 'haravan',
  version: '1.0.0',
  title: { vi: 'Haravan', en: 'Haravan' },
  icon,
  connections: [haravanShop],
  triggers: [orderCreated, orderUpdated, orderPaid, orderCancelled],
  actions: [getOrder, addOrderTags, sumOrders],
  sandbox: haravanSandbox,
  // Haravan's API guide: a leaky bucket of 80 that leaks 4 a second, for each app and shop. Half of it is left to what other programs of the shop do.
  rates: { haravan: { perSecond: 4, burst: 40 } },
});
