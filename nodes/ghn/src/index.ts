import { defineNodePackage, type NodePackage } from '@noi/node-sdk';
import { cancelShipment } from './actions/cancelShipment.ts';
import { createShipment } from './actions/createShipment.ts';
import { trackShipment } from './actions/trackShipment.ts';
import { ghnShop } from './connection.ts';
import { icon } from './icon.ts';
import { ghnSandbox } from './sandbox/ghnSandbox.ts';
import { shipmentStatusChanged } from './triggers/shipmentStatusChanged.ts';

export const ghnPackage: NodePackage = defineNodePackage({
  id: 'ghn',
  version: '1.0.0',
  title: { vi: 'Giao Hàng Nhanh', en: 'Giao Hàng Nhanh' },
  icon,
  connections: [ghnShop],
  triggers: [shipmentStatusChanged],
  actions: [createShipment, trackShipment, cancelShipment],
  sandbox: ghnSandbox,
});
