import { AppError } from '@noi/errors';
import type { Text } from '@noi/events';
import { fileTypeFromBuffer } from 'file-type';

/** What is taken, by the ending of its name: the type under which it goes out, and what its content may turn out to be. */
const kinds: Readonly<Record<string, { readonly mediaType: string; readonly content: readonly string[] | 'text' }>> = {
  pdf: kind('application/pdf'),
  jpg: kind('image/jpeg'),
  jpeg: kind('image/jpeg'),
  png: kind('image/png', 'image/apng'),
  gif: kind('image/gif'),
  webp: kind('image/webp'),
  heic: kind('image/heic'),
  doc: kind('application/msword', 'application/x-cfb'),
  xls: kind('application/vnd.ms-excel', 'application/x-cfb'),
  ppt: kind('application/vnd.ms-powerpoint', 'application/x-cfb'),
  docx: packed('application/vnd.openxmlformats-officedocument.wordprocessingml.document'),
  xlsx: packed('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
  pptx: packed('application/vnd.openxmlformats-officedocument.presentationml.presentation'),
  odt: packed('application/vnd.oasis.opendocument.text'),
  ods: packed('application/vnd.oasis.opendocument.spreadsheet'),
  odp: packed('application/vnd.oasis.opendocument.presentation'),
  zip: kind('application/zip'),
  txt: { mediaType: 'text/plain', content: 'text' },
  csv: { mediaType: 'text/csv', content: 'text' },
};

/**
 * The media type of a file, by what is really in it. Throws `file_unfit` for what is not taken: programs, web pages, documents with macros,
 * and whatever says by its name that it is something else.
 */
export async function readKind(name: string, content: Uint8Array): Promise<string> {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const known = Object.hasOwn(kinds, ending) ? kinds[ending] : undefined;
  if (content.byteLength === 0) throw unfit({ vi: `Tệp “${name}” trống. Chọn tệp khác.`, en: `The file “${name}” is empty. Choose another.` });
  if (!known) throw unfit(taken(name));
  const found = await fileTypeFromBuffer(content);
  const fits = known.content === 'text' ? found === undefined && isText(content) : known.content.includes(found?.mime ?? '');
  if (fits) return known.mediaType;
  throw unfit({
    vi: `Nội dung của “${name}” không phải là tệp .${ending}. Kiểm tra lại tệp rồi chọn lần nữa.`,
    en: `What is in “${name}” is no .${ending} file. Check the file and choose again.`,
  });
}

function kind(mediaType: string, ...alsoSeenAs: readonly string[]) {
  return { mediaType, content: [mediaType, ...alsoSeenAs] };
}

/** Some programs write such documents in an order that shows no more than that they are packed. */
function packed(mediaType: string) {
  return kind(mediaType, 'application/zip');
}

function isText(content: Uint8Array): boolean {
  const encoding = content[0] === 0xff && content[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    return !new TextDecoder(encoding, { fatal: true }).decode(content).includes('\0');
  } catch {
    return false;
  }
}

function unfit(reason: Text): AppError {
  return new AppError('file_unfit', { message: reason.en, reason });
}

function taken(name: string): Text {
  return {
    vi: `Nối không nhận tệp “${name}”. Hãy chọn PDF, ảnh (JPG, PNG, GIF, WebP, HEIC), Word, Excel, PowerPoint, văn bản (TXT, CSV) hoặc ZIP.`,
    en: `The file “${name}” is not taken. Choose a PDF, a picture (JPG, PNG, GIF, WebP, HEIC), Word, Excel, PowerPoint, text (TXT, CSV) or ZIP.`,
  };
}
