import { type Edge, type Port, portsOf, type Step, withoutPeople } from '@noi/flow';
import { soft, strong } from '@noi/ui';
import { portColour, portOffset } from '../editor/canvas/ports.ts';
import { bodyTop } from '../editor/edits/sizes.ts';
import { fitText, textWidth } from './fitText.ts';
import type { PictureRequest } from './PictureRequest.ts';
import { stepMarks } from './stepMarks.ts';
import { wirePath } from './wirePath.ts';
import { xmlText } from './xmlText.ts';

const iconSize = 34;

/** Where a step is drawn, in whole pixels. */
export interface Box {
  readonly step: Step;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A step that stands by itself. */
export function drawCard(box: Box, request: PictureRequest): string {
  const { x, y, width, height } = box;
  const { paint } = request;
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="12" fill="${paint('var(--noi-surface)')}" stroke="${paint('var(--noi-border-strong)')}"/>`,
    drawFace(box, height, request),
  ].join('');
}

/** A step that holds others, without them. */
export function drawContainer(box: Box, request: PictureRequest): string {
  const { x, y, width, height } = box;
  const { paint } = request;
  const head = bodyTop - 28;
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="14" fill="${paint('var(--noi-surface)')}" stroke="${paint('var(--noi-border-strong)')}"/>`,
    `<rect x="${x + 10}" y="${y + head}" width="${width - 22}" height="${height - head - 12}" rx="10" fill="${paint('var(--noi-canvas)')}" stroke="${paint('var(--noi-border-strong)')}" stroke-dasharray="4 4"/>`,
    drawFace(box, head, request),
  ].join('');
}

/** The coloured edge, the icon and the words; `room` is the height that they stand in. */
function drawFace({ step, x, y, width }: Box, room: number, { faceOf, paint }: PictureRequest): string {
  const { look, icon, title, summary } = faceOf(step);
  const colour = paint(strong(look));
  const iconTop = y + (room - iconSize) / 2;
  const textLeft = x + 60;
  const textWide = width - 60 - 14;
  const titleLines = fitText(withoutPeople(title), { width: textWide, size: 13.5, lines: 2 });
  const summaryLines = fitText(withoutPeople(summary), { width: textWide, size: 12, lines: 1 });
  const tall = titleLines.length * 18 + summaryLines.length * 18;
  const first = y + (room - tall) / 2 + 13.5;
  return [
    `<rect x="${x}" y="${y + 12}" width="4" height="${room - 24}" rx="2" fill="${colour}"/>`,
    `<rect x="${x + 15}" y="${iconTop}" width="${iconSize}" height="${iconSize}" rx="9.5" fill="${paint(soft(look))}"/>`,
    icon === undefined
      ? `<path transform="translate(${x + 22} ${iconTop + 7}) scale(0.84)" d="${stepMarks[look]}" fill="none" stroke="${colour}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>`
      : `<image x="${x + 22}" y="${iconTop + 7}" width="20" height="20" href="${iconAddress(icon, colour)}"/>`,
    ...titleLines.map((line, index) =>
      drawText(line, { x: textLeft, y: first + index * 18, size: 13.5, weight: 500, colour: paint('var(--mantine-color-text)') }),
    ),
    ...summaryLines.map((line) =>
      drawText(line, { x: textLeft, y: first + titleLines.length * 18, size: 12, weight: 400, colour: paint('var(--mantine-color-dimmed)') }),
    ),
  ].join('');
}

/** The wire between two steps that are both there. */
export function drawWire(edge: Edge, boxes: ReadonlyMap<string, Box>, { paint }: PictureRequest): string {
  const from = boxes.get(edge.from);
  const to = boxes.get(edge.to);
  if (!from || !to) return '';
  const end = { x: to.x + to.width / 2, y: to.y };
  const path = wirePath(portPlace(from, edge.port), { ...end, y: end.y - 5 });
  const colour = paint(edge.port === 'error' ? portColour('error') : 'var(--noi-wire)');
  return [`<path d="${path}" fill="none" stroke="${colour}" stroke-width="1.75"/>`, `<path d="M${end.x - 5} ${end.y - 7}h10l-5 6z" fill="${colour}"/>`].join(
    '',
  );
}

/** The names of the ways out, as the canvas shows them. */
export function drawPortNames(box: Box, { graph, portName, paint }: PictureRequest): readonly string[] {
  const { step } = box;
  const wired = new Set(graph.edges.flatMap(({ from, port }) => (from === step.id ? [port] : [])));
  const named = portsOf(step).filter((port) => port !== 'next' && (port !== 'error' || wired.has(port)));
  const room = box.width / Math.max(1, portsOf(step).length) - 14;
  return named.map((port) => {
    const { x, y } = portPlace(box, port);
    const name = fitText(withoutPeople(portName(step, port)), { width: Math.max(room, 80), size: 11, lines: 1 })[0] ?? '';
    return [
      `<rect x="${x + 9}" y="${y + 7}" width="${Math.ceil(textWidth(name, 11)) + 8}" height="17" rx="5" fill="${paint('var(--noi-canvas)')}"/>`,
      drawText(name, { x: x + 13, y: y + 19, size: 11, weight: 500, colour: paint(portColour(port)) }),
    ].join('');
  });
}

function portPlace({ step, x, y, width, height }: Box, port: Port): { x: number; y: number } {
  const offset = portOffset(step, port);
  return { x: Math.round(x + (width * (offset < 0 ? 50 : offset)) / 100), y: y + height };
}

/** A picture has no surroundings to take a colour from. */
function iconAddress(svg: string, colour: string): string {
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg.replaceAll('currentColor', colour)).replaceAll("'", '%27')}`;
}

interface TextLook {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly weight: number;
  readonly colour: string;
}

/** One line of words. */
export function drawText(words: string, { x, y, size, weight, colour }: TextLook): string {
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${colour}">${xmlText(words)}</text>`;
}
