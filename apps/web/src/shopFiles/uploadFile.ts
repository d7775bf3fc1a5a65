import type { Text } from '@noi/node-sdk';
import type { ApiOutputs } from '../api/trpc.ts';
import { offlineMessage } from '../errors/messages.ts';
import { refusalText } from '../errors/readError.ts';

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
      else reject(new FileNotTaken(refusalText(request.response?.error?.code, request.response?.error?.reason)));
    };
    request.send(file);
  });
}
