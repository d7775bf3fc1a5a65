export const files = {
  pictureMenu: 'Tải hình quy trình',
  picture: 'Hình quy trình',
  pictureHint: 'Hình chỉ có tên các bước. Số điện thoại và email bạn đã nhập được che đi.',
  pictureEmpty: 'Quy trình chưa có bước nào để vẽ. Thêm một bước rồi quay lại.',
  pictureOf: 'Hình quy trình “{{name}}”',
  savePng: 'Tải PNG',
  saveSvg: 'Tải SVG',
  pngFailed: 'Trình duyệt không vẽ được hình PNG này. Hãy tải hình SVG.',
};
