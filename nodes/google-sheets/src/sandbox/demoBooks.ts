/** Spreadsheets of the demo shop by id: the headings of each sheet. Templates that ship with the product write into them. */
export const demoBooks: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  '1NoiSoDonHangChayThu0000000000000000000000': {
    'Đơn hàng': ['Ngày đặt', 'Mã đơn', 'Khách', 'Điện thoại', 'Tổng tiền', 'Ghi chú', 'Mã Nối'],
    'Hoàn tiền': ['Ngày', 'Mã đơn', 'Khách', 'Số tiền', 'Lý do', 'Mã Nối'],
    'Ghi danh': ['Ngày', 'Học viên', 'Điện thoại', 'Email', 'Khoá học', 'Mã Nối'],
  },
};
