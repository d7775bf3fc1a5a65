import { proxyActivities } from '@temporalio/workflow';

const { send } = proxyActivities<{ send(orderCode: string): Promise<string> }>({ startToCloseTimeout: '1 minute' });

/** What a developer writes by hand for "order created → send": one remote activity, nothing recorded. */
export async function handWritten(orderCode: string): Promise<string> {
  return send(orderCode);
}
