import type { Words } from '../vi/index.ts';

export const files: Words['files'] = {
  pictureMenu: 'Save a picture of the flow',
  picture: 'Picture of the flow',
  pictureHint: 'The picture only holds the names of steps. Phone numbers and email addresses that you typed are covered.',
  pictureEmpty: 'The flow has no steps to draw yet. Add one and come back.',
  pictureOf: 'Picture of the flow “{{name}}”',
  savePng: 'Save PNG',
  saveSvg: 'Save SVG',
  pngFailed: 'The browser could not draw this PNG. Save the SVG instead.',
};
