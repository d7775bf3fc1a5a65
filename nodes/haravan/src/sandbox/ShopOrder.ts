/** An order as the emulator keeps and answers it: the documented resource, samples' own spellings included. */
export interface ShopOrder {
  readonly id: number;
  readonly name: string;
  readonly order_number: string;
  readonly number: number;
  readonly created_at: string;
  readonly currency: 'VND';
  readonly gateway: string;
  readonly gateway_code: string;
  readonly source_name: string;
  readonly customer: Readonly<Record<string, unknown>> | null;
  readonly billing_address: Readonly<Record<string, unknown>>;
  readonly shipping_address: Readonly<Record<string, unknown>>;
  readonly line_items: readonly Readonly<Record<string, unknown>>[];
  readonly shipping_lines: readonly unknown[];
  readonly discount_codes: readonly unknown[];
  readonly note_attributes: readonly unknown[];
  readonly refunds: readonly unknown[];
  readonly email: string;
  readonly contact_email: string;
  readonly total_price: number;
  readonly subtotal_price: number;
  readonly total_line_items_price: number;
  readonly total_discounts: number;
  readonly total_weight: number;
  updated_at: string;
  confirmed_at: string | null;
  confirmed_status: 'confirmed' | 'unconfirmed';
  closed_at: string | null;
  closed_status: 'closed' | 'unclosed';
  cancelled_at: string | null;
  cancelled_status: 'cancelled' | 'uncancelled';
  cancel_reason: string | null;
  financial_status: 'pending' | 'paid' | 'partiallypaid';
  fulfillment_status: 'notfulfilled' | 'fulfilled' | 'partial';
  note: string | null;
  tags: string | null;
  fulfillments: Record<string, unknown>[];
  transactions: Record<string, unknown>[];
}

export interface NewOrder {
  readonly id: number;
  /** The shop's next number: 100021. */
  readonly number: number;
  readonly at: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string;
  readonly email: string | undefined;
  readonly lines: readonly { readonly title: string; readonly sku: string | undefined; readonly quantity: number; readonly price: number }[];
}

/** A new order the way Haravan shapes one. */
export function newShopOrder({ id, number, at, firstName, lastName, phone, email, lines }: NewOrder): ShopOrder {
  const total = lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
  const address = shopAddress({ id: id + 1, firstName, lastName, phone });
  // Buyers who leave no email get Haravan's placeholder.
  const mail = email ?? 'guest@haravan.com';
  return {
    id,
    name: `#${number}`,
    order_number: `#${number}`,
    number: id,
    created_at: at,
    updated_at: at,
    currency: 'VND',
    gateway: 'Thanh toán khi giao hàng (COD)',
    gateway_code: 'COD',
    source_name: 'web',
    customer: {
      id: id + 2,
      first_name: firstName,
      last_name: lastName,
      email: mail,
      phone,
      orders_count: 1,
      total_spent: 0,
      tags: null,
      accepts_marketing: true,
      default_address: address,
      addresses: [address],
    },
    billing_address: address,
    shipping_address: address,
    line_items: lines.map((line, index) => ({
      id: id + 10 + index,
      title: line.title,
      name: `${line.title} - Default Title`,
      variant_title: 'Default Title',
      sku: line.sku ?? null,
      barcode: null,
      quantity: line.quantity,
      price: line.price,
      price_original: line.price,
      total_discount: 0,
      product_id: 1028183659,
      variant_id: 1061514693,
      fulfillment_status: 'notfulfilled',
    })),
    shipping_lines: [{ code: null, price: 0, source: null, title: null }],
    discount_codes: [],
    note_attributes: [],
    refunds: [],
    email: mail,
    contact_email: mail,
    total_price: total,
    subtotal_price: total,
    total_line_items_price: total,
    total_discounts: 0,
    total_weight: 0,
    confirmed_at: null,
    confirmed_status: 'unconfirmed',
    closed_at: null,
    closed_status: 'unclosed',
    cancelled_at: null,
    cancelled_status: 'uncancelled',
    cancel_reason: null,
    financial_status: 'pending',
    fulfillment_status: 'notfulfilled',
    note: null,
    tags: null,
    fulfillments: [],
    transactions: [{ id: id + 3, amount: total, kind: 'pending', gateway: 'COD', order_id: id, created_at: at, parent_id: null, currency: 'VND' }],
  };
}

function shopAddress({
  id,
  firstName,
  lastName,
  phone,
}: {
  id: number;
  firstName: string;
  lastName: string;
  phone: string;
}): Readonly<Record<string, unknown>> {
  return {
    id,
    first_name: firstName,
    last_name: lastName,
    name: `${lastName} ${firstName}`,
    phone,
    address1: '12 Nguyễn Trãi',
    address2: null,
    country: 'Vietnam',
    country_code: 'VN',
    province: 'Hồ Chí Minh',
    province_code: 'HC',
    district: 'Quận 11',
    district_code: 'HC476',
    ward: 'Phường 15',
    ward_code: '27208',
    default: true,
  };
}
