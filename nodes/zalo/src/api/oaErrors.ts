import { type ProviderErrors, text, todo } from './ProviderErrors.ts';

const notAllowed = { kind: 'rejected', todo: todo.askZalo } as const;
const useTemplate = text('Hãy dùng mẫu tin ZNS để nhắn cho khách này.', 'Use a ZNS template for this customer.');
const tooLate = { kind: 'rejected', field: 'userId', todo: useTemplate } as const;
const permanent = { kind: 'rejected', todo: text('Hãy xem lại dữ liệu của bước này.', 'Check the data of this step.') } as const;
const appBroken = { kind: 'unauthorized', todo: todo.checkApp } as const;

/** Error codes of `openapi.zalo.me`, and those of the OAuth host that concern the app. Answers come with HTTP 200. */
export const oaErrors: ProviderErrors = {
  '-32': { kind: 'rate_limited', retryAfterMs: 60_000, what: text('OA gọi Zalo quá nhanh.', 'The OA calls Zalo too fast.'), todo: todo.retries },
  '-100': { ...permanent, what: text('Ảnh hoặc tệp tải lên đã hết hạn.', 'The uploaded file has expired.') },
  '-200': { kind: 'unavailable', what: text('Zalo chưa gửi được tin.', 'Zalo could not send the message.'), todo: todo.retries },
  '-201': { ...permanent, what: text('Zalo không nhận một tham số.', 'Zalo does not accept a parameter.') },
  '-204': { ...notAllowed, what: text('OA đã bị vô hiệu hoá.', 'The OA is disabled.') },
  '-205': { ...notAllowed, what: text('OA không tồn tại.', 'The OA does not exist.') },
  '-209': { ...notAllowed, what: text('Ứng dụng chưa được kích hoạt chức năng này.', 'The app is not activated for this API.') },
  '-210': { ...permanent, what: text('Một tham số vượt giới hạn của Zalo.', "A parameter is over Zalo's limit.") },
  '-211': { kind: 'quota', retry: 'tomorrow', what: text('Đã hết hạn mức của tính năng này.', 'The quota of this feature is used up.'), todo: todo.waits },
  '-212': { ...notAllowed, what: text('Ứng dụng hoặc OA chưa đăng ký chức năng này.', 'The app or OA has not registered this API.') },
  '-213': { ...tooLate, what: text('Khách chưa quan tâm OA.', 'The customer does not follow the OA.') },
  '-216': { kind: 'unauthorized', what: text('Mã truy cập OA không hợp lệ.', 'The OA access token is not valid.'), todo: todo.reconnect },
  '-217': { ...tooLate, what: text('Khách đã chặn lời mời của OA.', 'The customer blocked invitations of the OA.') },
  '-218': {
    kind: 'quota',
    retry: 'tomorrow',
    what: text('Khách đã nhận đủ tin của OA.', 'The customer already got all messages the OA may send.'),
    todo: todo.waits,
  },
  '-219': { ...appBroken, what: text('Ứng dụng Zalo đã bị gỡ hoặc vô hiệu hoá.', 'The Zalo app is removed or disabled.') },
  '-220': { kind: 'unauthorized', what: text('Mã truy cập OA đã hết hạn hoặc bị huỷ.', 'The OA access token expired or was removed.'), todo: todo.reconnect },
  '-221': { ...notAllowed, what: text('OA chưa được xác thực.', 'The OA is not verified.') },
  '-223': {
    ...notAllowed,
    what: text('OA chưa cấp quyền này cho ứng dụng, hoặc đã hết hạn mức bài viết.', 'The OA has not authorised this, or its article quota is used up.'),
  },
  '-224': { ...notAllowed, what: text('OA cần gói dịch vụ cao hơn.', 'The OA needs a higher package.') },
  '-227': { ...tooLate, what: text('Khách bị khoá hoặc hơn 45 ngày không dùng Zalo.', 'The customer is banned or was offline for over 45 days.') },
  '-230': { ...tooLate, what: text('Khách không nhắn gì với OA trong 7 ngày qua.', 'The customer has not written to the OA in 7 days.') },
  '-232': { ...tooLate, what: text('Khách chưa nhắn với OA, hoặc đã quá hạn trả lời.', 'The customer has not written to the OA, or too long ago.') },
  '-233': { ...permanent, what: text('Zalo không hỗ trợ loại tin này.', 'Zalo does not support this type of message.') },
  '-234': {
    kind: 'quota',
    retry: 'morning',
    what: text('Zalo không cho gửi tin này từ 22 giờ đến 6 giờ.', 'Zalo does not send this between 22:00 and 06:00.'),
    todo: todo.waits,
  },
  '-235': { ...notAllowed, what: text('Loại OA này không dùng được chức năng này.', 'This kind of OA cannot use this.') },
  '-237': { ...permanent, what: text('Nhóm chat đã hết hạn.', 'The group has expired.') },
  '-238': { ...permanent, what: text('Tài nguyên này đã được dùng.', 'This asset is already used.') },
  '-240': { kind: 'bug', what: text('Zalo đã ngừng chức năng được gọi.', 'Zalo has shut down this API.'), todo: todo.tellUs },
  '-241': { ...permanent, what: text('Tài nguyên này đã được dùng.', 'This asset is already used.') },
  '-242': { ...appBroken, what: text('Khoá bí mật của ứng dụng Zalo không khớp.', 'The secret key of the Zalo app does not match.') },
  '-244': { ...tooLate, what: text('Khách hạn chế nhận loại tin này.', 'The customer restricted this type of message.') },
  '-248': { ...notAllowed, what: text('Nội dung vi phạm chính sách của Zalo.', "The content breaks Zalo's policy.") },
  '-249': { ...permanent, what: text('Mẫu tin này chỉ gửi được theo số điện thoại.', 'This template goes by phone only.') },
  '-320': { ...notAllowed, what: text('Ứng dụng chưa liên kết tài khoản Zalo Cloud.', 'The app needs a Zalo Cloud account.') },
  '-321': { kind: 'rejected', what: text('Tài khoản Zalo Cloud đã hết tiền.', 'The Zalo Cloud account is out of money.'), todo: todo.topUp },
  '-403': { ...notAllowed, what: text('OA không ở trong nhóm này.', 'The OA is not in this group.') },
  '-14002': { ...appBroken, what: text('Ứng dụng Zalo chưa được kích hoạt.', 'The Zalo app is not active.') },
  '-14003': { ...appBroken, what: text('Địa chỉ chuyển hướng của ứng dụng Zalo không khớp.', 'The redirect address of the Zalo app does not match.') },
};
