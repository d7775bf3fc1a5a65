import { type DynamicSnapshot, dynamicKey, type InputValue } from '@noi/flow';
import type { z } from 'zod';

/** The spreadsheet that the sandbox shares with every account; a shop pastes the link of its own. */
const spreadsheet = 'https://docs.google.com/spreadsheets/d/1NoiSoDonHangChayThu0000000000000000000000/edit';

const columns = {
  'Đơn hàng': ['Ngày đặt', 'Mã đơn', 'Khách', 'Điện thoại', 'Tổng tiền', 'Ghi chú'],
  'Hoàn tiền': ['Ngày', 'Mã đơn', 'Khách', 'Số tiền', 'Lý do'],
  'Ghi danh': ['Ngày', 'Học viên', 'Điện thoại', 'Email', 'Khoá học'],
} as const;
type Sheet = keyof typeof columns;

export const demoSheet = {
  place: (sheet: Sheet): Record<string, InputValue> => ({ spreadsheet, sheet }),
  /** Its columns as they are when the form loads them. */
  fields(sheet: Sheet): Record<string, z.infer<typeof DynamicSnapshot>> {
    const fields = columns[sheet].map((key) => ({ key, type: 'text', label: { vi: key, en: key }, required: false, maxLength: 50_000 }));
    return { row: { madeFor: dynamicKey({ dependsOn: ['spreadsheet', 'sheet'], input: { spreadsheet, sheet } }), title: sheet, fields } };
  },
};
