import { condition, defineSignal, proxyActivities, setHandler, sleep } from '@temporalio/workflow';

const { send } = proxyActivities<{ send(orderCode: string): Promise<string> }>({ startToCloseTimeout: '1 minute' });

export const paidSignal = defineSignal('paid');

/** What a developer writes by hand for "order created → send": one remote activity, nothing recorded. */
export async function oneAction(orderCode: string): Promise<string> {
  return send(orderCode);
}

/** Three sends, one after the other. */
export async function threeActions(orderCode: string): Promise<void> {
  for (let time = 0; time < 3; time += 1) await send(orderCode);
}

/** A send, a timer, a send. */
export async function waitBetween(orderCode: string): Promise<void> {
  await send(orderCode);
  await sleep('2 seconds');
  await send(orderCode);
}

/** A send, then a signal or an hour, then a send. */
export async function waitForPaid(orderCode: string): Promise<void> {
  let isPaid = false;
  setHandler(paidSignal, () => {
    isPaid = true;
  });
  await send(orderCode);
  await condition(() => isPaid, '1 hour');
  await send(orderCode);
}
