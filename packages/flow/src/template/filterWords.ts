import type { Text } from '@noi/node-sdk';

const words: Readonly<Record<string, Text>> = {
  money: { vi: 'Tiền (1.250.000 ₫)', en: 'Money (1.250.000 ₫)' },
  number: { vi: 'Số (1.250)', en: 'Number (1.250)' },
  date: { vi: 'Ngày (25/12/2026)', en: 'Date (25/12/2026)' },
  datetime: { vi: 'Ngày giờ (25/12/2026 14:30)', en: 'Date and time (25/12/2026 14:30)' },
  time: { vi: 'Giờ (14:30)', en: 'Time (14:30)' },
  phone: { vi: 'Số điện thoại (0912 345 678)', en: 'Phone (0912 345 678)' },
  phone84: { vi: 'Số điện thoại quốc tế (84912345678)', en: 'International phone (84912345678)' },
  given_name: { vi: 'Chỉ lấy tên gọi (Lan)', en: 'Given name only (Lan)' },
  first_name: { vi: 'Chỉ lấy tên gọi (Lan)', en: 'Given name only (Lan)' },
  upcase: { vi: 'CHỮ HOA', en: 'CAPITALS' },
  downcase: { vi: 'chữ thường', en: 'small letters' },
  capitalize: { vi: 'Viết hoa chữ đầu', en: 'Capital first letter' },
  plus: { vi: 'Cộng thêm', en: 'Plus' },
  minus: { vi: 'Trừ đi', en: 'Minus' },
  times: { vi: 'Nhân với', en: 'Times' },
  divided_by: { vi: 'Chia cho', en: 'Divided by' },
  round: { vi: 'Làm tròn', en: 'Rounded' },
  at_least: { vi: 'Ít nhất là', en: 'At least' },
  at_most: { vi: 'Nhiều nhất là', en: 'At most' },
  add_days: { vi: 'Cộng thêm số ngày', en: 'Plus days' },
  truncate: { vi: 'Cắt còn số ký tự', en: 'Cut to characters' },
  replace: { vi: 'Thay chữ', en: 'Replace words' },
  append: { vi: 'Thêm chữ vào sau', en: 'Add words after' },
  prepend: { vi: 'Thêm chữ vào trước', en: 'Add words before' },
  join: { vi: 'Nối danh sách bằng', en: 'List joined by' },
  first: { vi: 'Mục đầu của danh sách', en: 'First of the list' },
  last: { vi: 'Mục cuối của danh sách', en: 'Last of the list' },
  size: { vi: 'Đếm số mục', en: 'How many' },
};

/** What a filter is called in front of people; its own name for those that only experts write. */
export function filterWords(name: string): Text {
  return words[name] ?? { vi: name, en: name };
}
