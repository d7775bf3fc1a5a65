import type { ErrorCode } from '@noi/errors';
import type { Text } from '@noi/node-sdk';

/** Words for every error that can reach a person. A new code in `@noi/errors` stops this file from compiling until it has words. */
export const messages: Record<ErrorCode, Text> = {
  unauthenticated: { vi: 'Bạn chưa đăng nhập hoặc phiên đã hết hạn. Hãy đăng nhập lại.', en: 'You are signed out or your session has expired. Sign in again.' },
  forbidden: { vi: 'Tài khoản của bạn không có quyền làm việc này. Hãy nhờ chủ shop.', en: 'Your account may not do this. Ask the shop owner.' },
  not_found: { vi: 'Không tìm thấy nội dung này. Có thể nó đã bị xoá.', en: 'This could not be found. It may have been removed.' },
  invalid_request: { vi: 'Một số thông tin chưa đúng. Kiểm tra lại rồi thử lần nữa.', en: 'Some of the information is not right. Check it and try again.' },
  body_unreadable: { vi: 'Không đọc được nội dung gửi lên. Hãy thử lại.', en: 'What was sent could not be read. Try again.' },
  body_too_large: { vi: 'Nội dung gửi lên quá lớn. Hãy bớt lại rồi thử lần nữa.', en: 'What was sent is too large. Shorten it and try again.' },
  too_many_requests: { vi: 'Bạn thao tác quá nhanh. Đợi một lát rồi thử lại.', en: 'Too many requests. Wait a moment and try again.' },
  signature_invalid: {
    vi: 'Chữ ký của bên gửi không khớp. Kiểm tra lại khoá bí mật của kết nối.',
    en: "The sender's signature does not match. Check the connection's secret.",
  },
  door_unknown: {
    vi: 'Địa chỉ webhook này không còn dùng. Chép lại địa chỉ ở trang Kết nối.',
    en: 'This webhook address is no longer in use. Copy the address again from Connections.',
  },
  file_refused: {
    vi: 'Tệp này không nhập được. Hãy chọn tệp .json đã xuất từ Nối.',
    en: 'This file cannot be taken in. Choose a .json file exported from Nối.',
  },
  file_unfit: { vi: 'Nối không nhận loại tệp này. Hãy chọn tệp khác.', en: 'This kind of file is not taken. Choose another.' },
  file_in_use: {
    vi: 'Có quy trình đang dùng tệp này nên chưa xoá được. Gỡ tệp khỏi quy trình trước.',
    en: 'A flow still uses this file, so it cannot be deleted. Take it out of the flow first.',
  },
  files_full: {
    vi: 'Shop đã hết chỗ chứa tệp. Xoá bớt tệp ở Cài đặt rồi thử lại.',
    en: 'The shop has no more room for files. Delete some in Settings and try again.',
  },
  flow_invalid: {
    vi: 'Quy trình còn chỗ cần sửa nên chưa thể chạy. Xem danh sách “Cần sửa”.',
    en: 'The flow still has things to fix, so it cannot run yet. See the “To fix” list.',
  },
  tests_failed: {
    vi: 'Có bài thử không đạt nên quy trình chưa được bật. Sửa quy trình hoặc bài thử, hoặc chọn vẫn bật.',
    en: 'Some tests do not pass, so the flow was not published. Mend the flow or the tests, or choose to publish anyway.',
  },
  flow_not_live: { vi: 'Quy trình chưa bật chạy. Bấm “Bật chạy” trước.', en: 'The flow is not live. Publish it first.' },
  revision_conflict: {
    vi: 'Quy trình vừa được sửa ở nơi khác. Bản mới nhất đã được tải lại.',
    en: 'The flow was just changed elsewhere. The latest version has been loaded.',
  },
  command_rejected: { vi: 'Không làm được thay đổi này trên quy trình.', en: 'This change cannot be made to the flow.' },
  node_unknown: {
    vi: 'Quy trình dùng một loại bước không còn được cài. Hãy xoá hoặc thay bước đó.',
    en: 'The flow uses a kind of step that is no longer installed. Remove or replace it.',
  },
  connection_missing: {
    vi: 'Chưa chọn kết nối. Chọn hoặc thêm một kết nối ở trang Kết nối.',
    en: 'No connection is chosen. Choose one, or add one under Connections.',
  },
  connection_rejected: {
    vi: 'Nhà cung cấp không nhận thông tin kết nối. Kiểm tra lại từng ô rồi thử lần nữa.',
    en: 'The provider did not accept the connection details. Check each field and try again.',
  },
  connection_unauthorized: {
    vi: 'Kết nối đã hết quyền truy cập. Vào trang Kết nối để cấp quyền lại; tin chưa gửi sẽ chờ.',
    en: 'The connection has lost access. Authorise it again under Connections; unsent messages will wait.',
  },
  connection_in_use: {
    vi: 'Kết nối đang được một quy trình sử dụng nên chưa xoá được. Gỡ nó khỏi quy trình trước.',
    en: 'A flow still uses this connection, so it cannot be removed. Take it out of the flow first.',
  },
  provider_unavailable: { vi: 'Nhà cung cấp đang không trả lời. Thử lại sau ít phút.', en: 'The provider is not answering. Try again in a few minutes.' },
  run_not_waiting: { vi: 'Bước này không còn đợi nữa. Trang sẽ hiện trạng thái mới.', en: 'This step is no longer waiting. The page will show its new state.' },
  run_unfinished: {
    vi: 'Lượt chạy này chưa kết thúc. Hãy dừng nó hoặc đợi nó kết thúc rồi chạy lại.',
    en: 'This run has not ended. Stop it or wait for its end, then restart it.',
  },
  run_pruned: {
    vi: 'Dữ liệu các bước của lượt chạy này đã được xoá vì quá hạn lưu, nên không chạy lại được. Hãy bắt đầu một lượt chạy mới.',
    en: 'The data of this run’s steps was deleted because of its age, so it cannot be restarted. Start a new run instead.',
  },
  event_pruned: {
    vi: 'Sự kiện đã bắt đầu lượt chạy này đã được xoá vì quá hạn lưu, nên không chạy lại được. Hãy bắt đầu một lượt chạy mới.',
    en: 'The event that began this run was deleted because of its age, so the run cannot be restarted. Start a new run instead.',
  },
  step_not_run: {
    vi: 'Không chạy lại được từ bước này: lượt chạy cũ chưa tới bước này, hoặc phiên bản đang chạy không còn bước này ở chỗ cũ, ví dụ danh sách của vòng lặp nay ngắn hơn.',
    en: 'The run cannot be restarted from this step: the former run never came to it, or the live version no longer has it in its place, for example because the list of its loop is shorter now.',
  },
  resend_unconfirmed: {
    vi: 'Có tin nhắn đã gửi, hoặc có thể đã gửi, ở bước này hay các bước sau. Chạy lại sẽ gửi lại cho khách; hãy xác nhận nếu bạn muốn gửi lại.',
    en: 'A message of this step or a later one went out, or may have. Restarting sends it to the customer again; confirm that if you want it.',
  },
  bulk_begun: {
    vi: 'Việc này đã bắt đầu nên không hoàn tác được nữa. Mở danh sách lượt chạy để xem lượt nào đã đổi.',
    en: 'It has begun, so it can no longer be undone. Open the list of runs to see which have changed.',
  },
  move_begun: {
    vi: 'Các lượt chạy đã bắt đầu được chuyển nên không huỷ được nữa. Bạn có thể khôi phục phiên bản cũ rồi bật chạy và chuyển lại.',
    en: 'Runs are being moved already, so this can no longer be undone. You can restore the former version, publish it and move them back.',
  },
  run_ended: { vi: 'Lượt chạy này đã kết thúc.', en: 'This run has already ended.' },
  setup_closed: { vi: 'Shop đã có chủ. Hãy đăng nhập.', en: 'The shop already has an owner. Sign in instead.' },
  sandbox_unavailable: { vi: 'Máy chạy thử chưa sẵn sàng. Đợi một lát rồi thử lại.', en: 'The sandbox is not ready. Wait a moment and try again.' },
  internal: {
    vi: 'Có sự cố phía chúng tôi. Dữ liệu của bạn vẫn an toàn; hãy thử lại sau ít phút.',
    en: 'Something went wrong on our side. Your data is safe; try again in a few minutes.',
  },
};

/** When no answer came at all. */
export const offlineMessage: Text = {
  vi: 'Không nối được với máy chủ. Kiểm tra mạng rồi thử lại.',
  en: 'The server could not be reached. Check your network and try again.',
};
