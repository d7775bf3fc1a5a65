import { createHmac } from 'node:crypto';

// Deliveries as the providers' documents print them, made here by hand and not by the product's own code.

/** An order of Haravan's, signed as its webhooks are: base64 of HMAC-SHA256 over the raw body with the app's secret. */
export function haravanOrder(order: { id: number; code: string; name: string; phone: string | null; secret: string; orgId: string }) {
  const body = JSON.stringify({
    id: order.id,
    name: `#${order.code}`,
    order_number: `#${order.code}`,
    email: 'khach@example.com',
    created_at: '2026-11-20T01:12:10.062Z',
    updated_at: '2026-11-20T01:12:21.837Z',
    cancelled_at: null,
    currency: 'VND',
    financial_status: 'pending',
    fulfillment_status: 'notfulfilled',
    gateway: 'Thanh toán khi giao hàng (COD)',
    total_price: 158000.0,
    customer: { id: 1036847352, first_name: 'Mai', last_name: 'Trần Thị', email: 'khach@example.com', phone: null },
    shipping_address: {
      name: order.name,
      first_name: null,
      last_name: order.name,
      phone: order.phone,
      address1: '12 Nguyễn Trãi',
      ward: 'Phường Bến Thành',
      district: 'Quận 1',
      province: 'Hồ Chí Minh',
    },
    line_items: [{ id: 1, title: 'Nhà giả kim', sku: 'SACH-001', quantity: 2, price: 79000.0 }],
    fulfillments: [],
    transactions: [],
  });
  const headers = {
    'content-type': 'application/json',
    'X-Haravan-Topic': 'orders/create',
    'X-Haravan-Org-Id': order.orgId,
    'X-Haravan-HmacSha256': createHmac('sha256', order.secret).update(body).digest('base64'),
  };
  return { body, headers };
}

/** A status callback of GHN's: PascalCase, not signed, with the header that was agreed. */
export function ghnCallback(parcel: { tracking: string; orderCode: string; type: string; status: string; time: string; header: string; secret: string }) {
  const body = JSON.stringify({
    CODAmount: 158000,
    CODTransferDate: null,
    ClientOrderCode: parcel.orderCode,
    ConvertedWeight: 200,
    Description: '',
    Fee: { CODFailedFee: 0, CODFee: 0, Coupon: 0, Insurance: 0, MainService: 22000, R2S: 0, Return: 0, StationDO: 0, StationPU: 0, Total: 22000 },
    Height: 10,
    IsPartialReturn: false,
    Length: 10,
    OrderCode: parcel.tracking,
    PartialReturnCode: '',
    PaymentType: 1,
    Reason: '',
    ReasonCode: '',
    ShopID: 885,
    Status: parcel.status,
    Time: parcel.time,
    TotalFee: 22000,
    Type: parcel.type,
    Warehouse: 'Bưu cục Quận 1',
    Weight: 300,
    Width: 10,
  });
  return { body, headers: { 'content-type': 'application/json', [parcel.header]: parcel.secret } };
}

/** Posts a delivery and returns the status the door answered. */
export async function deliver(url: string, delivery: { body: string; headers: Record<string, string> }): Promise<number> {
  const response = await fetch(url, { method: 'POST', body: delivery.body, headers: delivery.headers });
  await response.arrayBuffer();
  return response.status;
}
