import { type ConnectionValues, defineConnection, described, NodeError } from '@noi/node-sdk';
import { z } from 'zod';

export const WebhookAuth = z.enum(['header', 'hmac', 'none']);
export const HmacAlgorithm = z.enum(['sha256', 'sha1', 'sha512']);

const headerName = z.string().regex(/^[A-Za-z0-9-]*$/);

/** An address of the shop's own, for software that has no package here. */
export const coreWebhook = defineConnection({
  id: 'core.webhook',
  title: { vi: 'Webhook', en: 'Webhook' },
  help: {
    vi: 'Sau khi lưu, chép địa chỉ của kết nối này vào phần mềm gửi dữ liệu. Nên dùng mật khẩu hoặc chữ ký để người lạ không gửi dữ liệu giả.',
    en: 'After saving, copy the address of this connection into the software that sends. A secret or a signature keeps strangers from sending false data.',
  },
  fields: z.object({
    auth: described(WebhookAuth.default('header'), {
      label: { vi: 'Cách kiểm tra bên gửi', en: 'How the sender is checked' },
      choices: {
        header: { vi: 'Mật khẩu trong header', en: 'Secret in a header' },
        hmac: { vi: 'Chữ ký HMAC', en: 'HMAC signature' },
        none: { vi: 'Không kiểm tra, ai có địa chỉ cũng gửi được', en: 'No check: anyone with the address can send' },
      },
    }),
    headerName: described(headerName.optional(), {
      label: { vi: 'Tên header', en: 'Header name' },
      hint: {
        vi: 'Header mang mật khẩu hoặc chữ ký; để trống là X-Webhook-Secret hoặc X-Signature',
        en: 'Carries the secret or signature; X-Webhook-Secret or X-Signature when empty',
      },
      sample: 'X-Webhook-Secret',
    }),
    secret: described(z.string().optional(), { label: { vi: 'Mật khẩu hoặc khoá ký', en: 'Secret or signing key' }, secret: true }),
    algorithm: described(HmacAlgorithm.default('sha256'), {
      label: { vi: 'Thuật toán ký', en: 'Signature algorithm' },
      hint: { vi: 'Chỉ dùng cho chữ ký HMAC', en: 'For HMAC only' },
      choices: {
        sha256: { vi: 'SHA-256 (thường dùng)', en: 'SHA-256 (usual)' },
        sha1: { vi: 'SHA-1', en: 'SHA-1' },
        sha512: { vi: 'SHA-512', en: 'SHA-512' },
      },
    }),
    timestampHeader: described(headerName.optional(), {
      label: { vi: 'Header thời điểm ký', en: 'Timestamp header' },
      hint: {
        vi: 'Điền khi bên gửi ký “thời điểm.nội dung”; dữ liệu ký quá 5 phút sẽ bị từ chối',
        en: 'Fill in when the sender signs "timestamp.body"; data signed over 5 minutes ago is refused',
      },
    }),
  }),
  services: {},
  async test({ values }) {
    refuseWithoutSecret(values);
    return { account: 'Webhook' };
  },
});

function refuseWithoutSecret({ auth, secret }: ConnectionValues): void {
  if (auth === 'none' || (secret !== undefined && secret.length >= 8)) return;
  throw new NodeError(
    'invalid_input',
    { vi: 'Mật khẩu cần ít nhất 8 ký tự. Hãy điền mật khẩu dài hơn.', en: 'The secret needs at least 8 characters. Give a longer one.' },
    { field: 'secret' },
  );
}
