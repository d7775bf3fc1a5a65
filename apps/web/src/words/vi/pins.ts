export const pins = {
  pinned: 'Đã ghim kết quả',
  mark: 'Khi thử, bước này dùng kết quả đã ghim',
  note: 'Khi thử và khi xem dữ liệu, bước này đưa ra kết quả đã ghim chứ không được gọi. Lượt chạy thật không bị ảnh hưởng.',
  pin: 'Ghim kết quả này',
  unpin: 'Bỏ ghim',
  edit: 'Sửa kết quả đã ghim',
  editAndPin: 'Sửa rồi ghim',
  editHint: 'Các bước sau sẽ nhận đúng dữ liệu này mỗi khi bạn thử quy trình.',
  madeUp: 'Khi ghim dữ liệu thật, tên, số điện thoại, email và địa chỉ của khách được thay bằng người không có thật.',
  used_one: '{{count}} bước dùng kết quả đã ghim.',
  used_other: '{{count}} bước dùng kết quả đã ghim.',
};
