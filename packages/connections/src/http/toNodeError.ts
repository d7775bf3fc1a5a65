import { NodeError } from '@noi/node-sdk';
import { AddressRefused } from './checkAddress.ts';

/** Failures before a byte of the request left: nothing was done at the provider. */
const beforeSending = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** What a failed call means for the next move. The original error is kept as cause by its code only: its text may quote the request. */
export function toNodeError(error: unknown, call: { repeatable: boolean; isLate: boolean }): NodeError {
  if (error instanceof NodeError) return error;
  if (error instanceof AddressRefused) return addressRefused();
  const code = codeOf(error);
  if (code === 'ERR_NOI_ADDRESS_REFUSED') return addressRefused();
  const options = { providerCode: call.isLate ? 'timeout' : (code ?? 'connection_lost') };
  if (code !== undefined && beforeSending.has(code)) {
    return new NodeError(
      'unavailable',
      { vi: 'Không nối được đến nhà cung cấp. Nối sẽ tự thử lại.', en: 'The provider cannot be reached. Nối will try again.' },
      options,
    );
  }
  if (!call.repeatable) {
    const text = {
      vi: 'Mất câu trả lời của nhà cung cấp nên chưa rõ việc này đã xong hay chưa. Hãy kiểm tra bên nhà cung cấp trước khi làm lại.',
      en: 'The provider’s answer was lost, so it is not known whether this was done. Check with the provider before doing it again.',
    };
    return new NodeError('unknown_outcome', text, options);
  }
  if (call.isLate)
    return new NodeError(
      'timeout',
      { vi: 'Nhà cung cấp trả lời quá chậm. Nối sẽ tự thử lại.', en: 'The provider took too long. Nối will try again.' },
      options,
    );
  return new NodeError(
    'unavailable',
    { vi: 'Đường nối đến nhà cung cấp bị ngắt. Nối sẽ tự thử lại.', en: 'The line to the provider was cut. Nối will try again.' },
    options,
  );
}

export function addressRefused(): NodeError {
  const text = {
    vi: 'Địa chỉ này không được phép gọi: chỉ gọi được địa chỉ công khai trên internet. Hãy xem lại địa chỉ.',
    en: 'This address may not be called: only public internet addresses can be. Check the address.',
  };
  return new NodeError('rejected', text, { providerCode: 'address_refused' });
}

export function tooManyRedirects(): NodeError {
  return new NodeError('rejected', {
    vi: 'Địa chỉ này chuyển tiếp quá nhiều lần. Hãy xem lại địa chỉ.',
    en: 'This address redirects too many times. Check the address.',
  });
}

function codeOf(error: unknown): string | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    // Happy eyeballs: every address was tried, each failed with its own code.
    if (at instanceof AggregateError) return codeOf(at.errors[0]);
  }
  return undefined;
}
