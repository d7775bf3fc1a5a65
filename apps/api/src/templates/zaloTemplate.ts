import { type DynamicSnapshot, dynamicKey } from '@noi/flow';
import type { Text } from '@noi/node-sdk';
import type { z } from 'zod';

interface Shipped {
  readonly templateId: string;
  readonly title: string;
  readonly params: readonly { readonly key: string; readonly label: Text; readonly sample: string }[];
}

/** Parameters that most shops' ZNS templates have. */
export const customerName = { key: 'customer_name', label: { vi: 'Tên khách hàng', en: 'Customer name' }, sample: 'Nguyễn Thị Lan' };
export const orderCode = { key: 'order_code', label: { vi: 'Mã đơn hàng', en: 'Order code' }, sample: '100020' };

/** The fields of a ZNS template as the sandbox's account has them, so that a flow can be checked and simulated before any account is connected. */
export function zaloTemplate({ templateId, title, params }: Shipped): { templateData: z.infer<typeof DynamicSnapshot> } {
  const fields = params.map((param) => ({ ...param, type: 'text', required: true, minLength: 1, maxLength: 30 }));
  return { templateData: { madeFor: dynamicKey({ dependsOn: ['templateId'], input: { templateId } }), title, priceVnd: 300, fields } };
}
