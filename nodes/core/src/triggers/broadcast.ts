import { defineTrigger, described } from '@noi/node-sdk';
import { z } from 'zod';

const Column = z.object({
  key: described(z.string(), { label: { vi: 'Tên trong dữ liệu', en: 'Name in the data' }, sample: 'ten' }),
  label: described(z.string(), { label: { vi: 'Tên cột', en: 'Column' }, sample: 'Tên' }),
  type: described(z.enum(['text', 'phone']), {
    label: { vi: 'Loại', en: 'Kind' },
    choices: { text: { vi: 'Chữ', en: 'Text' }, phone: { vi: 'Số điện thoại', en: 'Phone' } },
    sample: 'text',
  }),
});

export const broadcast = defineTrigger({
  id: 'core.broadcast',
  version: 1,
  event: 'broadcast.recipient',
  title: { vi: 'Gửi theo danh sách', en: 'Broadcast to a list' },
  summary: { vi: 'Chạy một lượt cho mỗi dòng của tệp hoặc danh sách bạn tải lên', en: 'Runs once for every row of a file or list that you upload' },
  keywords: ['danh sách', 'hàng loạt', 'csv', 'excel', 'chiến dịch', 'broadcast'],
  input: z.object({
    columns: described(z.array(Column).max(50).optional(), { label: { vi: 'Các cột của danh sách', en: 'Columns of the list' } }),
  }),
});
