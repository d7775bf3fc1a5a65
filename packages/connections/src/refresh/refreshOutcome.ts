import { NodeError, type Text } from '@noi/node-sdk';

/** What shop staff read when credentials could not be renewed. */
export const refreshWords = {
  refused: {
    vi: 'Nhà cung cấp không còn nhận kết nối này, nên các bước dùng nó đang dừng. Hãy nối lại tài khoản.',
    en: 'The provider no longer accepts this connection, so the steps that use it have stopped. Connect the account again.',
  },
  uncertain: {
    vi: 'Lần gia hạn kết nối gần nhất bị ngắt giữa chừng. Mã gia hạn chỉ dùng được một lần nên Nối không thử lại. Hãy nối lại tài khoản.',
    en: 'The last renewal of this connection was cut off midway. Its code works only once, so Nối does not try again. Connect the account again.',
  },
  busy: { vi: 'Kết nối đang được gia hạn. Nối sẽ tự thử lại.', en: 'The connection is being renewed. Nối will try again.' },
  later: {
    vi: 'Chưa gia hạn được kết nối vì nhà cung cấp đang gặp sự cố. Nối sẽ tự thử lại.',
    en: 'The provider is having trouble, so the connection could not be renewed yet. Nối will try again.',
  },
} satisfies Record<string, Text>;

/** A failed refresh, as far as the next one is concerned: `problem` is null only when the provider surely did not take the token. */
export function refreshOutcome(error: unknown): { readonly problem: Text | null } {
  if (!(error instanceof NodeError)) return { problem: refreshWords.uncertain };
  switch (error.kind) {
    case 'unavailable':
    case 'rate_limited':
    case 'quota':
      return { problem: null };
    case 'unauthorized':
      return { problem: error.text };
    case 'rejected':
    case 'invalid_input':
      return { problem: refreshWords.refused };
    default:
      return { problem: refreshWords.uncertain };
  }
}
