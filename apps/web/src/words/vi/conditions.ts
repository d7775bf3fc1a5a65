export const conditions = {
  group: 'Nhóm điều kiện {{number}}',
  joins: { all: 'Tất cả đều đúng', any: 'Có một điều đúng', none: 'Không điều nào đúng', notAll: 'Có ít nhất một điều sai' },
  removeGroup: 'Xoá nhóm {{number}}',
  addIn: 'Thêm điều kiện vào nhóm {{number}}',
  addGroupIn: 'Thêm nhóm vào nhóm {{number}}',
  ignoreMarks: 'Không phân biệt dấu',
  ignoreMarksOf: 'Không phân biệt dấu ở điều kiện {{number}}',
  from: '{{field}}: từ',
  to: '{{field}}: đến',
  and: 'đến',
  listHint: 'Gõ rồi nhấn Enter',
  dates: { after: 'sau', before: 'trước', notSooner: 'từ', notLater: 'không sau' },
};
