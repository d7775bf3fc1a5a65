import { randomUUID } from 'node:crypto';
import { described, type SandboxHost, type SandboxScenario } from '@noi/node-sdk';
import { z } from 'zod';

/** A sender of webhooks, as the emulator keeps it. */
export interface WebhookSender {
  readonly doorUrl: string;
  readonly headerName: string;
  readonly secret: string;
}

const SendInput = z.object({
  body: described(z.string().default('{"ten": "Lan", "sdt": "0912345678", "ghi_chu": "Cần tư vấn size"}'), {
    label: { vi: 'Nội dung (JSON)', en: 'Body (JSON)' },
    format: 'longText',
    sample: '{"ten": "Lan", "sdt": "0912345678"}',
  }),
});

const person = {
  name: described(z.string().default('Nguyễn Thị Lan'), { label: { vi: 'Tên khách', en: 'Customer name' }, sample: 'Nguyễn Thị Lan' }),
  phone: described(z.string().default('+84912345678'), { label: { vi: 'Số điện thoại', en: 'Phone' }, format: 'phone', sample: '+84912345678' }),
};
const acceptsMarketing = described(z.boolean().default(true), { label: { vi: 'Đồng ý nhận tin khuyến mãi', en: 'Agreed to offers' }, sample: true });
const FormInput = z.object({
  form: described(z.string().default('Đăng ký tư vấn'), { label: { vi: 'Tên biểu mẫu', en: 'Form name' }, sample: 'Đăng ký khoá học pha chế' }),
  ...person,
  email: described(z.string().default('lan@example.com'), { label: { vi: 'Email', en: 'Email' }, format: 'email', sample: 'lan@example.com' }),
  note: described(z.string().default('Cần tư vấn size'), { label: { vi: 'Lời nhắn', en: 'Note' }, sample: 'Cần tư vấn size' }),
});
const CartInput = z.object({
  ...person,
  product: described(z.string().default('Máy pha cà phê mini'), { label: { vi: 'Món trong giỏ', en: 'Item in the cart' }, sample: 'Máy pha cà phê mini' }),
  price: described(z.int().min(1).default(1_250_000), { label: { vi: 'Giá', en: 'Price' }, format: 'money', sample: 1_250_000 }),
  acceptsMarketing,
});
const StockInput = z.object({
  product: described(z.string().default('Nhà giả kim'), { label: { vi: 'Tên hàng', en: 'Item' }, sample: 'Nhà giả kim' }),
  left: described(z.int().min(0).default(3), { label: { vi: 'Số còn lại', en: 'Left' }, sample: 3 }),
});

/** What software of the shop's own may report at its webhook. */
export function webhookScenarios(host: SandboxHost): readonly SandboxScenario[] {
  const send = async (body: string, event?: string) => {
    const senders = await host.store.list<WebhookSender>('webhook:');
    for (const { value } of senders) {
      const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID(), [value.headerName.toLowerCase()]: value.secret };
      await host.callBack({ url: event === undefined ? value.doorUrl : `${value.doorUrl}?event=${event}`, headers, body });
    }
    return senders.length;
  };
  const told = (count: number, what: { vi: string; en: string }) => ({ summary: count === 0 ? nobody : what });
  return [
    {
      id: 'sendToWebhook',
      title: { vi: 'Gửi dữ liệu đến webhook', en: 'Send data to the webhook' },
      input: SendInput,
      async run(input) {
        const { body } = SendInput.parse(input);
        JSON.parse(body);
        const count = await send(body);
        return told(count, { vi: `Đã gửi dữ liệu đến ${count} webhook.`, en: `Sent data to ${count} webhooks.` });
      },
    },
    {
      id: 'submit-form',
      title: { vi: 'Khách gửi biểu mẫu trên website', en: 'A customer submits a form' },
      input: FormInput,
      async run(input) {
        const { form, name, phone, email, note } = FormInput.parse(input);
        const count = await send(JSON.stringify({ form_name: form, ho_ten: name, sdt: phone, email, ghi_chu: note }), 'form.submitted');
        return told(count, { vi: `${name} đã gửi biểu mẫu “${form}”.`, en: `${name} submitted the form “${form}”.` });
      },
    },
    {
      id: 'abandon-cart',
      title: { vi: 'Khách bỏ quên giỏ hàng', en: 'A customer leaves a cart behind' },
      input: CartInput,
      async run(input) {
        const { name, phone, product, price, acceptsMarketing: agreed } = CartInput.parse(input);
        const cart = { total: price, url: 'https://example.com/gio-hang', lines: [{ title: product, quantity: 1, price }] };
        const payload = { cart, customer: { name, phone, acceptsMarketing: agreed }, abandonedAt: host.now().toISOString() };
        const count = await send(JSON.stringify(payload), 'cart.abandoned');
        return told(count, { vi: `${name} để quên “${product}” trong giỏ.`, en: `${name} left “${product}” in the cart.` });
      },
    },
    {
      id: 'run-low',
      title: { vi: 'Một mặt hàng sắp hết', en: 'An item is nearly gone' },
      input: StockInput,
      async run(input) {
        const { product, left } = StockInput.parse(input);
        const count = await send(JSON.stringify({ product: { title: product }, left }), 'stock.ran_low');
        return told(count, { vi: `“${product}” chỉ còn ${left}.`, en: `Only ${left} of “${product}” are left.` });
      },
    },
  ];
}

const nobody = { vi: 'Chưa có kết nối webhook chạy thử nào để gửi đến.', en: 'There is no sandbox webhook connection to send to.' };
