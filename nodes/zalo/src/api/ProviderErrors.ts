import type { NodeErrorKind, Text } from '@noi/node-sdk';
import type { RetryTime } from './retryTime.ts';

/** What one of Zalo's error codes means for the shop. */
export interface ProviderErrorRule {
  readonly kind: NodeErrorKind;
  readonly what: Text;
  readonly todo: Text;
  /** For `quota`. */
  readonly retry?: RetryTime;
  /** The account has nothing left today, for whatever template. */
  readonly endsQuotaDay?: true;
  /** For `rate_limited`. */
  readonly retryAfterMs?: number;
  /** The input field at fault. */
  readonly field?: string;
}

export type ProviderErrors = Readonly<Record<string, ProviderErrorRule>>;

export const text = (vi: string, en: string): Text => ({ vi, en });

/** Advice that many codes share. */
export const todo = {
  reconnect: text('Hãy mở trang Kết nối và nối lại OA.', 'Open Connections and connect the OA again.'),
  checkApp: text('Hãy kiểm tra ứng dụng trên trang Zalo for Developers rồi nối lại OA.', 'Check the app on Zalo for Developers, then connect the OA again.'),
  fixData: text('Hãy sửa dữ liệu chèn vào mẫu tin ở bước này.', 'Fix the data that this step puts into the template.'),
  fixTemplate: text('Hãy chọn mẫu tin khác hoặc sửa mẫu trên Zalo Cloud.', 'Choose another template or mend this one on Zalo Cloud.'),
  otherChannel: text('Hãy liên hệ khách bằng kênh khác, ví dụ SMS.', 'Reach the customer another way, such as SMS.'),
  nothing: text('Khách này không nhận loại tin này nên không cần gửi lại.', 'This customer does not take such messages, so there is no need to send again.'),
  waits: text('Nối sẽ tự gửi lại khi đến giờ.', 'Nối will send it again at the right time.'),
  retries: text('Nối sẽ tự thử lại.', 'Nối will try again.'),
  topUp: text('Hãy nạp tiền trên Zalo Cloud rồi chạy lại các lượt bị lỗi.', 'Top up on Zalo Cloud, then run the failed runs again.'),
  askZalo: text('Hãy mở quyền này trên Zalo Cloud hoặc hỏi Zalo hỗ trợ.', 'Get this permission on Zalo Cloud or ask Zalo support.'),
  tellUs: text('Đây là lỗi của Nối, hãy báo cho người quản trị.', 'This is a fault of Nối; please tell the administrator.'),
} as const;
