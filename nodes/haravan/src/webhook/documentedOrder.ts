/** An order as Haravan's documents print it (numbers with decimals, `#` in the number, dashes and blanks for names), written out by hand for tests. */
export const documentedOrder = `{
  "billing_address": { "address1": "182 Lê Đại Hành", "address2": null, "company": null, "country": "Vietnam", "first_name": "Lan", "id": 1036847352, "last_name": "Nguyễn Thị", "phone": "0912 345 678", "province": "Hồ Chí Minh", "zip": null, "name": "Nguyễn Thị Lan", "province_code": "HC", "country_code": "VN", "default": true, "district": "Quận 11", "district_code": "HC476", "ward": "Phường 15", "ward_code": "27208" },
  "browser_ip": null, "buyer_accepts_marketing": false, "cancel_reason": null, "cancelled_at": null, "cart_token": "19627118f2e844ddb3a0c8d73f99a580", "checkout_token": "19627118f2e844ddb3a0c8d73f99a580",
  "closed_at": null, "created_at": "2026-11-20T01:12:10.062Z", "currency": "VND",
  "customer": { "accepts_marketing": false, "addresses": [], "created_at": "2020-09-18T04:12:10.236Z", "default_address": { "address1": "182 Lê Đại Hành", "first_name": "Lan", "last_name": "Nguyễn Thị", "name": "Nguyễn Thị Lan", "phone": null, "province": "Hồ Chí Minh", "district": "Quận 11", "ward": "Phường 15" }, "email": "guest@haravan.com", "phone": null, "first_name": "Lan", "id": 1036847352, "last_name": "Nguyễn Thị", "last_order_name": "#100027", "orders_count": 28, "state": "Disabled", "tags": null, "total_spent": 261380000.0000 },
  "discount_codes": [], "email": "guest@haravan.com", "financial_status": "pending", "fulfillments": [], "fulfillment_status": "notfulfilled", "tags": "VIP, quà tặng", "gateway": "Thanh toán khi giao hàng (COD)", "gateway_code": "COD", "id": 1138637099,
  "line_items": [ { "fulfillable_quantity": 22, "fulfillment_status": "notfulfilled", "grams": 0.0000, "id": 1160828322, "price": 600000.0000, "price_original": 600000.0000, "product_id": 1028183659, "quantity": 22, "sku": null, "title": "Đầm babydoll tay lỡ khoét lỗ", "variant_id": 1061514693, "variant_title": "Default Title", "name": "Đầm babydoll tay lỡ khoét lỗ - Default Title", "total_discount": 0.0000 } ],
  "name": "#100020", "note": "Giao giờ hành chính", "number": 1138637099, "order_number": "#100020", "refunds": [],
  "shipping_address": { "address1": "182 Lê Đại Hành", "country": "Vietnam", "first_name": "Lan", "last_name": "Nguyễn Thị", "latitude": 0.00000000, "longitude": 0.00000000, "phone": "0912 345 678", "province": "Hồ Chí Minh", "name": "Nguyễn Thị Lan", "province_code": "HC", "country_code": "VN", "district_code": "HC476", "district": "Quận 11", "ward_code": "27208", "ward": "Phường 15" },
  "shipping_lines": [ { "code": null, "price": 0.0000, "source": null, "title": null } ], "source_name": "web", "subtotal_price": 13200000.0000, "total_discounts": 0.0000, "total_line_items_price": 13200000.0000, "total_price": 13200000.0000, "total_tax": 0.0, "total_weight": 0.0000,
  "updated_at": "2026-11-20T01:12:21.837Z",
  "transactions": [ { "amount": 13200000.0000, "created_at": "2026-11-20T01:12:10.062Z", "gateway": "COD", "id": 1055329693, "kind": "pending", "order_id": 1138637099, "status": null, "parent_id": null, "currency": "VND" } ],
  "note_attributes": [], "confirmed_at": null, "closed_status": "unclosed", "cancelled_status": "uncancelled", "confirmed_status": "unconfirmed", "user_id": 0, "location_id": 963414, "contact_email": "guest@haravan.com"
}`;

/** The same order with some fields as they stand later in its life. */
export function documentedOrderWith(changes: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ ...JSON.parse(documentedOrder), ...changes });
}
