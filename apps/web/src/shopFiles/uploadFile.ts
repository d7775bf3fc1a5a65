import { type ErrorCode, errorCodes } from '@noi/errors';
import type { Text } from '@noi/node-sdk';
import type { ApiOutputs } from '../api/trpc.ts';
import { messages, offlineMessage } from '../errors/messages.ts';

export type ShopFile = ApiOutputs['shopFiles']['list']['files'][number];

/** Why the server did not take a file, in words for people. */
export class FileNotTaken extends Error {
  readonly text: Text;

  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}

/** Sends one file to be kept by the shop. `onShare` hears how much of it is sent, from 0 to 1. Throws {@link FileNotTaken}. */
export function uploadFile(file: File, onShare: (share: number) => void): Promise<ShopFile> {
  return new Promise((resolve, reject) => {
    // `fetch` does not tell how far it came.
    const request = new XMLHttpRequest();
    request.open('POST', `/api/files?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new FileNotTaken(offlineMessage));
    request.onload = () => {
      if (request.status === 201) resolve(request.response);
      else reject(new FileNotTaken(reasonOf(request.response)));
    };
    request.send(file);
  });
}

function reasonOf(answer: { error?: { code?: string; reason?: Text } } | null): Text {
  const code = answer?.error?.code;
  return answer?.error?.reason ?? messages[code !== undefined && isErrorCode(code) ? code : 'internal'];
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code);
}
