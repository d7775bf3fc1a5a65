import type { Picture } from './flowPicture.ts';
import { pictureAddress } from './pictureAddress.ts';

/** Browsers draw nothing at all on a canvas with a side longer than this, in pixels. */
const longestSide = 8_000;

/** The picture as a PNG, twice as sharp as on the screen where there is room for it. Throws when the browser cannot draw it. */
export async function pngOf({ svg, width, height }: Picture): Promise<Blob> {
  const image = new Image();
  image.src = pictureAddress(svg);
  await image.decode();
  const scale = Math.min(2, longestSide / width, longestSide / height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (!blob) throw new Error('The browser drew nothing');
  return blob;
}
