import type { Text } from '@noi/node-sdk';
import type { ZnsTemplate } from './ZnsTemplate.ts';

/** Why Zalo takes no message of this template; `null` for an open one, and for one of which nothing is known. */
export function templateProblem(template: ZnsTemplate | undefined): Text | null {
  if (template === undefined || template.status === 'ENABLE') return null;
  const { templateName: name, status } = template;
  const { vi, en } = reasons[status] ?? { vi: 'đang không gửi được', en: 'cannot be sent now' };
  return {
    vi: `Mẫu tin “${name}” ${vi} nên tin không được gửi. Xem mẫu ở trang quản lý Zalo hoặc chọn mẫu khác, rồi chạy lại lượt này.`,
    en: `The template “${name}” ${en}, so nothing was sent. See to it at Zalo or choose another template, then run this again.`,
  };
}

const reasons: Readonly<Record<string, Text>> = {
  PENDING_REVIEW: { vi: 'đang chờ Zalo duyệt', en: 'is under review at Zalo' },
  REJECT: { vi: 'bị Zalo từ chối', en: 'was rejected by Zalo' },
  DISABLE: { vi: 'bị Zalo khoá', en: 'was switched off by Zalo' },
  DELETE: { vi: 'đã bị xoá', en: 'was deleted' },
};
