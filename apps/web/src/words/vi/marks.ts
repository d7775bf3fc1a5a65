export const marks = {
  off: 'Đang tắt',
  passed: 'Bị bỏ qua',
  switchOff: 'Tắt bước này',
  switchOn: 'Bật lại bước này',
  switchMany: 'Tắt hoặc bật lại',
  offTitle: 'Bước này đang tắt',
  offPassed: 'Lượt chạy bỏ qua bước này và đi thẳng sang bước sau.',
  offByBranch: 'Lượt chạy bỏ qua bước này và đi theo nhánh “{{port}}”. Các bước chỉ nối với nhánh khác cũng bị bỏ qua.',
  offEnds: 'Lượt chạy bỏ qua bước này. Phần chỉ bắt đầu từ đây cũng bị bỏ qua.',
  offData: 'Dữ liệu của bước không có trong lượt chạy.',
};
