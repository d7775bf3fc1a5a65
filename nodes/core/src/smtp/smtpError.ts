import { NodeError, type NodeErrorOptions, type Text } from '@noi/node-sdk';
import { z } from 'zod';

/** What nodemailer says of a failure: its own code, and the server's number and sentence when there was an answer. */
const Failure = z.looseObject({
  code: z.string().optional(),
  responseCode: z.number().optional(),
  response: z.string().optional(),
  message: z.string().optional(),
});

/** A failed SMTP conversation in terms of what to do next. `isUnderWay` says that the server may hold the message already. */
export function smtpError(error: unknown, { isUnderWay }: { readonly isUnderWay: boolean }): NodeError {
  if (error instanceof NodeError) return error;
  const { code = '', responseCode, response, message } = Failure.safeParse(error).data ?? {};
  const options: NodeErrorOptions = {
    cause: error,
    providerCode: responseCode === undefined ? code : String(responseCode),
    providerMessage: (response ?? message ?? '').slice(0, 300),
  };
  if (code === 'EAUTH' || code === 'ENOAUTH' || responseCode === 535) return new NodeError('unauthorized', words.login, options);
  // The server answered with a number, so the outcome is known.
  if (responseCode !== undefined && responseCode >= 400) return answered(responseCode, code, options);
  if (code === 'EENVELOPE') return new NodeError('invalid_input', words.address, { ...options, field: 'to' });
  if (code === 'ETLS' || code === 'EREQUIRETLS') return new NodeError('unavailable', words.tls, options);
  if (isUnderWay) return new NodeError('unknown_outcome', words.lost, options);
  return new NodeError('unavailable', code === 'EDNS' ? words.name : words.unreachable, options);
}

function answered(responseCode: number, code: string, options: NodeErrorOptions): NodeError {
  if (responseCode < 500) return new NodeError('unavailable', words.later, options);
  return code === 'EENVELOPE' ? new NodeError('rejected', words.mailbox, { ...options, field: 'to' }) : new NodeError('rejected', words.refused, options);
}

const words = {
  login: {
    vi: 'Máy chủ thư không nhận tên đăng nhập hoặc mật khẩu. Hãy mở trang Kết nối và sửa lại.',
    en: 'The mail server does not accept the user name or password. Fix them under Connections.',
  },
  later: {
    vi: 'Máy chủ thư tạm thời chưa nhận thư này. Nối sẽ tự gửi lại.',
    en: 'The mail server does not take this message right now. Nối will send it again.',
  },
  mailbox: {
    vi: 'Hộp thư của người nhận không tồn tại hoặc từ chối thư. Hãy kiểm tra địa chỉ email của khách.',
    en: "The recipient's mailbox does not exist or refuses mail. Check the customer's email address.",
  },
  refused: {
    vi: 'Máy chủ thư từ chối thư này. Hãy xem lại nội dung và địa chỉ gửi.',
    en: 'The mail server refused this message. Check its content and the sender address.',
  },
  address: { vi: 'Địa chỉ email của người nhận không hợp lệ. Hãy sửa địa chỉ.', en: "The recipient's email address is not valid. Fix it." },
  tls: {
    vi: 'Không thiết lập được đường truyền bảo mật với máy chủ thư. Hãy kiểm tra cổng và cách bảo mật ở trang Kết nối.',
    en: 'No secure line to the mail server could be made. Check port and security under Connections.',
  },
  lost: {
    vi: 'Mất liên lạc với máy chủ thư giữa chừng nên chưa rõ thư đã đi hay chưa. Hãy xem mục Đã gửi của hộp thư trước khi gửi lại.',
    en: 'The line to the mail server broke midway, so it is not known whether the message went out. Look in the Sent folder before sending again.',
  },
  name: { vi: 'Không tìm thấy máy chủ thư. Hãy kiểm tra tên máy chủ ở trang Kết nối.', en: 'The mail server was not found. Check its name under Connections.' },
  unreachable: { vi: 'Không nối được đến máy chủ thư. Nối sẽ tự thử lại.', en: 'The mail server cannot be reached. Nối will try again.' },
} satisfies Record<string, Text>;
