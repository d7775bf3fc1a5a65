import { type ProviderErrors, text, todo } from './ProviderErrors.ts';

const appBroken = { kind: 'unauthorized', todo: todo.checkApp } as const;
const badData = { kind: 'invalid_input', field: 'templateData', todo: todo.fixData } as const;
const noZalo = {
  kind: 'rejected',
  field: 'phone',
  what: text('Số này không dùng Zalo hoặc Zalo trên máy quá cũ.', 'This number is not on Zalo, or its Zalo is too old.'),
  todo: todo.otherChannel,
} as const;
const refuses = { kind: 'rejected', field: 'phone', todo: todo.nothing } as const;
const tomorrow = { kind: 'quota', retry: 'tomorrow', todo: todo.waits } as const;
const notAllowed = { kind: 'rejected', todo: todo.askZalo } as const;
const ourFault = { kind: 'bug', todo: todo.tellUs } as const;
const rsa = { ...ourFault, what: text('Khoá mã hoá RSA với Zalo chưa đúng.', 'The RSA key agreed with Zalo is not right.') } as const;
const journey = {
  kind: 'rejected',
  todo: todo.fixTemplate,
  what: text('Mã hành trình của mẫu tin thiếu, sai hoặc hết hạn.', 'The journey token of the template is missing, wrong or expired.'),
} as const;
const media = {
  kind: 'rejected',
  todo: todo.fixTemplate,
  what: text('Tệp ảnh của mẫu tin không hợp lệ.', 'The picture of the template is not valid.'),
} as const;

/** Error codes of `business.openapi.zalo.me`, complete as far as the wire reference knows. Answers come with HTTP 200. */
export const znsErrors: ProviderErrors = {
  '-100': { kind: 'unavailable', what: text('Zalo báo lỗi không rõ nguyên nhân.', 'Zalo reports an unknown error.'), todo: todo.retries },
  '-101': { ...appBroken, what: text('Ứng dụng Zalo không hợp lệ.', 'The Zalo app is not valid.') },
  '-102': { ...appBroken, what: text('Ứng dụng Zalo không tồn tại.', 'The Zalo app does not exist.') },
  '-103': { ...appBroken, what: text('Ứng dụng Zalo chưa được kích hoạt.', 'The Zalo app is not active.') },
  '-104': { ...appBroken, what: text('Khoá bí mật của ứng dụng Zalo không đúng.', 'The secret key of the Zalo app is wrong.') },
  '-105': { ...appBroken, what: text('Ứng dụng Zalo chưa được liên kết với OA.', 'The Zalo app is not linked to the OA.') },
  '-106': { ...ourFault, what: text('Zalo không có chức năng được gọi.', 'Zalo has no such method.') },
  '-107': { kind: 'rejected', what: text('Mã tin không hợp lệ.', 'The message id is not valid.'), todo: todo.tellUs },
  '-108': {
    kind: 'rejected',
    field: 'phone',
    what: text('Số điện thoại không hợp lệ.', 'The phone number is not valid.'),
    todo: text('Hãy sửa số điện thoại của khách.', "Fix the customer's phone number."),
  },
  '-109': { kind: 'rejected', field: 'templateId', what: text('OA không có mẫu tin này.', 'The OA has no such template.'), todo: todo.fixTemplate },
  '-1091': { kind: 'rejected', field: 'templateId', what: text('Mẫu tin này không sửa được.', 'This template cannot be edited.'), todo: todo.fixTemplate },
  '-110': noZalo,
  '-111': { ...badData, what: text('Mẫu tin chưa có dữ liệu chèn vào.', 'The template got no data.') },
  '-112': { ...badData, what: text('Dữ liệu chèn vào mẫu không đúng kiểu.', 'Data for the template has the wrong type.') },
  '-1121': { ...badData, what: text('Một dữ liệu chèn vào mẫu dài quá mức Zalo cho phép.', 'A value for the template is longer than Zalo allows.') },
  '-1122': { ...badData, what: text('Mẫu tin còn thiếu dữ liệu.', 'A value for the template is missing.') },
  '-1123': { ...badData, what: text('Zalo không tạo được mã QR từ dữ liệu này.', 'Zalo could not make the QR code from this data.') },
  '-1124': {
    ...badData,
    what: text(
      'Một dữ liệu chèn vào mẫu sai định dạng (số tiền, ngày giờ, đường dẫn…).',
      'A value for the template has the wrong format (money, date, link…).',
    ),
  },
  '-113': {
    kind: 'rejected',
    field: 'templateId',
    what: text('Nút bấm của mẫu tin không hợp lệ.', 'A button of the template is not valid.'),
    todo: todo.fixTemplate,
  },
  '-1131': {
    kind: 'rejected',
    field: 'templateId',
    what: text('Đường dẫn của nút bấm không hợp lệ.', 'The link of a button is not valid.'),
    todo: todo.fixTemplate,
  },
  '-114': {
    ...refuses,
    what: text(
      'Khách không nhận được tin: lâu không dùng Zalo, chặn tin hoặc Zalo quá cũ.',
      'The customer cannot be reached: inactive, refusing, or with an old Zalo.',
    ),
  },
  '-115': { kind: 'rejected', what: text('Tài khoản ZNS đã hết tiền hoặc hết hạn mức.', 'The ZNS account is out of money or quota.'), todo: todo.topUp },
  '-116': { ...badData, what: text('Nội dung tin không hợp lệ.', 'The text is not valid.') },
  '-117': { ...notAllowed, field: 'templateId', what: text('OA hoặc ứng dụng chưa được dùng mẫu tin này.', 'The OA or app may not use this template.') },
  '-118': noZalo,
  '-119': { ...refuses, what: text('Tài khoản Zalo này không nhận được tin.', 'This Zalo account cannot receive the message.') },
  '-120': { ...notAllowed, what: text('OA chưa có tính năng gửi ZNS.', 'The OA lacks the ZNS feature.') },
  '-1201': { ...notAllowed, what: text('OA chưa được tạo mẫu quảng cáo.', 'The OA may not create promotion templates.') },
  '-1202': { ...notAllowed, what: text('OA chưa được dùng ảnh trong mẫu tin.', 'The OA may not use pictures in templates.') },
  '-121': { ...ourFault, what: text('Yêu cầu gửi tới Zalo bị rỗng.', 'The request to Zalo was empty.') },
  '-122': { ...ourFault, what: text('Yêu cầu gửi tới Zalo sai định dạng.', 'The request to Zalo was malformed.') },
  '-123': rsa,
  '-124': { kind: 'unauthorized', what: text('Mã truy cập OA không còn dùng được.', 'The OA access token is no longer valid.'), todo: todo.reconnect },
  '-1241': { ...appBroken, what: text('Khoá bí mật của ứng dụng Zalo không khớp.', 'The secret key of the Zalo app does not match.') },
  '-125': { ...appBroken, what: text('Mã OA không hợp lệ.', 'The OA id is not valid.') },
  '-126': { kind: 'rejected', what: text('Ví gửi thử của ứng dụng đã hết tiền.', 'The development wallet is empty.'), todo: todo.topUp },
  '-127': {
    kind: 'rejected',
    field: 'phone',
    what: text('Tin gửi thử chỉ đến được quản trị viên của OA.', 'Test messages reach only admins of the OA.'),
    todo: text('Hãy gửi thử đến số của quản trị viên.', 'Send the test to an admin.'),
  },
  '-128': rsa,
  '-129': rsa,
  '-130': { ...badData, what: text('Nội dung tin dài quá mức Zalo cho phép.', 'The message is longer than Zalo allows.') },
  '-131': {
    kind: 'rejected',
    field: 'templateId',
    what: text('Mẫu tin chưa được Zalo duyệt.', 'Zalo has not approved this template.'),
    todo: todo.fixTemplate,
  },
  '-132': { ...badData, what: text('Zalo không nhận một tham số của tin.', 'Zalo does not accept a parameter of the message.') },
  '-133': {
    kind: 'quota',
    retry: 'morning',
    what: text('Zalo không cho gửi mẫu tin này từ 22 giờ đến 6 giờ.', 'Zalo does not send this template between 22:00 and 06:00.'),
    todo: todo.waits,
  },
  '-134': { ...refuses, what: text('Khách chưa đồng ý nhận tin từ OA.', 'The customer has not agreed to messages of the OA.') },
  '-135': {
    ...notAllowed,
    what: text('OA chưa có quyền gửi ZNS (chưa xác thực hoặc chưa mua gói).', 'The OA may not send ZNS (not verified or without a plan).'),
  },
  '-1351': { ...notAllowed, what: text('OA bị Zalo chặn gửi vì vi phạm.', 'Zalo blocked the OA for a violation.') },
  '-136': { kind: 'rejected', what: text('OA chưa liên kết tài khoản Zalo Cloud.', 'The OA is not linked to a Zalo Cloud account.'), todo: todo.askZalo },
  '-137': { kind: 'rejected', what: text('Zalo không trừ được tiền gửi tin.', 'Zalo could not charge for the message.'), todo: todo.topUp },
  '-138': { ...notAllowed, what: text('Ứng dụng chưa có quyền gửi ZNS.', 'The app may not send ZNS.') },
  '-1381': { ...notAllowed, what: text('Ứng dụng chưa được tài khoản Zalo Cloud cấp quyền.', 'The Zalo Cloud account has not permitted the app.') },
  '-139': { ...refuses, what: text('Khách từ chối nhận loại tin này.', 'The customer refuses this type of message.') },
  '-140': { ...refuses, what: text('Khách không thuộc diện nhận loại tin này.', 'The customer is not eligible for this type of message.') },
  '-141': { ...refuses, what: text('Khách từ chối nhận tin của OA.', 'The customer refuses messages of the OA.') },
  '-142': rsa,
  '-143': rsa,
  '-144': { ...tomorrow, endsQuotaDay: true, what: text('OA đã dùng hết hạn mức gửi hôm nay.', 'The OA has used up its quota for today.') },
  '-1441': {
    kind: 'quota',
    retry: 'nextMonth',
    what: text('OA đã dùng hết hạn mức tin quảng cáo tháng này.', "The OA has used up this month's promotion quota."),
    todo: todo.waits,
  },
  '-145': { ...notAllowed, what: text('OA chưa được gửi loại nội dung này.', 'The OA may not send this type of content.') },
  '-146': {
    kind: 'rejected',
    field: 'templateId',
    what: text('Mẫu tin đã bị Zalo khoá vì chất lượng thấp.', 'Zalo disabled this template for low quality.'),
    todo: todo.fixTemplate,
  },
  '-147': { ...tomorrow, field: 'templateId', what: text('Mẫu tin này đã hết hạn mức gửi hôm nay.', 'This template has used up its quota for today.') },
  '-1471': { ...refuses, what: text('Khách đã nhận đủ số tin chăm sóc trong tháng.', 'The customer already got all the follow-up messages of the month.') },
  '-1472': { ...refuses, what: text('Khách đã nhận đủ tin quảng cáo trong ngày.', 'The customer already got the promotions of the day.') },
  '-148': journey,
  '-149': journey,
  '-1491': journey,
  '-150': journey,
  '-151': { ...ourFault, what: text('Zalo đòi mã hoá đầu cuối cho tin này.', 'Zalo wants end-to-end encryption for this message.') },
  '-152': { ...badData, what: text('Dữ liệu của tin không qua được quy định của Zalo.', "The message's data breaks a rule of Zalo.") },
  '-153': { ...badData, what: text('Dữ liệu của tin không qua được quy định của Zalo.', "The message's data breaks a rule of Zalo.") },
  '-158': media,
  '-159': media,
  '-160': { ...tomorrow, what: text('Đã hết lượt tạo mẫu hoặc tải ảnh hôm nay.', "Today's limit of template edits or uploads is used up.") },
  '-161': { ...ourFault, what: text('Chế độ gửi không hợp lệ.', 'The sending mode is not valid.') },
  '-162': { ...ourFault, what: text('Chế độ gửi này không dùng được cho loại mẫu tin đã chọn.', 'This sending mode is not for this type of template.') },
};
