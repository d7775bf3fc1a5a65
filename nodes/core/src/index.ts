import { defineNodePackage } from '@noi/node-sdk';
import { httpRequest } from './actions/httpRequest.ts';
import { sendEmail } from './actions/sendEmail.ts';
import { icon } from './icon.ts';
import { coreSandbox } from './sandbox/coreSandbox.ts';
import { coreSmtp } from './smtp/coreSmtp.ts';
import { broadcast } from './triggers/broadcast.ts';
import { calledByFlow } from './triggers/calledByFlow.ts';
import { cartAbandoned } from './triggers/cartAbandoned.ts';
import { customerRated } from './triggers/customerRated.ts';
import { formSubmitted } from './triggers/formSubmitted.ts';
import { orderCancelled } from './triggers/orderCancelled.ts';
import { orderCreated } from './triggers/orderCreated.ts';
import { orderDelivered } from './triggers/orderDelivered.ts';
import { orderUpdated } from './triggers/orderUpdated.ts';
import { paymentReceived } from './triggers/paymentReceived.ts';
import { schedule } from './triggers/schedule.ts';
import { shipmentStatusChanged } from './triggers/shipmentStatusChanged.ts';
import { startedByHand } from './triggers/startedByHand.ts';
import { stockRanLow } from './triggers/stockRanLow.ts';
import { webhookReceived } from './triggers/webhookReceived.ts';
import { coreWebhook } from './webhook/coreWebhook.ts';

export const corePackage = defineNodePackage({
  id: 'core',
  version: '0.1.0',
  title: { vi: 'Cơ bản', en: 'Basics' },
  icon,
  connections: [coreSmtp, coreWebhook],
  triggers: [
    orderDelivered,
    orderCreated,
    orderUpdated,
    orderCancelled,
    shipmentStatusChanged,
    paymentReceived,
    customerRated,
    cartAbandoned,
    formSubmitted,
    stockRanLow,
    webhookReceived,
    startedByHand,
    calledByFlow,
    schedule,
    broadcast,
  ],
  actions: [sendEmail, httpRequest],
  sandbox: coreSandbox,
});
