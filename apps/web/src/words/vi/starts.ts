export const starts = {
  weekday: { mon: 'T2', tue: 'T3', wed: 'T4', thu: 'T5', fri: 'T6', sat: 'T7', sun: 'CN' },
  day: 'Ngày {{day}}',
  lastDay: 'Ngày cuối tháng',
  byHandTitle: 'Chạy tay: {{name}}',
  byHandHint: 'Quy trình này không cần nhập dữ liệu. Bấm chạy để bắt đầu một lượt.',
  startNow: 'Chạy ngay',
  listHint: 'Mỗi dòng một mục',
  nextTimes: 'Những lần chạy tới',
  inTimezone: 'Theo múi giờ của quy trình: {{timezone}}',
};
