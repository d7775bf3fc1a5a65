export const bulk = {
  choose: 'Chọn lượt {{run}}',
  chooseAll: 'Chọn tất cả',
  chosen: 'Đã chọn {{count}} lượt',
  chooseFilter: 'Chọn mọi lượt khớp bộ lọc',
  allChosen: 'Đã chọn mọi lượt khớp bộ lọc',
  allHint: 'Kể cả những lượt chưa hiện ở đây.',
  allFitting: 'mọi lượt khớp bộ lọc',
  count: '{{count}} lượt',
  do: { stop: 'Dừng', retry: 'Chạy lại từ bước lỗi', continue: 'Chạy tiếp ngay' },
  what: { stop: 'dừng', retry: 'chạy lại', continue: 'cho chạy tiếp' },
  question: {
    stop: 'Nối sẽ dừng hẳn {{runs}}, trong số đó chỉ những lượt chưa kết thúc. Các bước còn lại không chạy nữa; tin đã gửi không thu hồi được.',
    retry:
      'Nối sẽ chạy lại {{runs}} từ bước bị lỗi, trong số đó chỉ những lượt đã lỗi. Lượt nào có thể đã gửi tin cho khách thì được để lại, không tự gửi lần nữa.',
    continue: 'Nối sẽ cho {{runs}} chạy tiếp ngay, trong số đó chỉ những lượt đang đợi. Những bước sau, kể cả tin nhắn cho khách, có thể chạy ngay.',
  },
  wayBack: 'Bạn có 10 giây để hoàn tác sau khi bấm.',
  planned: 'Sau {{seconds}} giây sẽ {{what}} {{runs}}.',
  running: 'Đang {{what}}: xong {{done}} trên {{total}}.',
  done: 'Đã {{what}} {{done}} lượt.',
  cancelled: 'Đã hoàn tác. Không lượt nào bị đụng tới.',
  leftOut: 'Để lại {{count}} lượt không làm được.',
};
