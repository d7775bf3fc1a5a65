import { containersAround, type FlowGraph, isContainer, withoutPeople } from '@noi/flow';
import { placeOnCanvas, sizeOf } from '../editor/edits/sizes.ts';
import { drawGroup, drawNote, groupFrame, placedNotes } from './drawMarks.ts';
import { type Box, drawCard, drawContainer, drawPortNames, drawText, drawWire } from './drawSteps.ts';
import { fitText } from './fitText.ts';
import type { PictureRequest } from './PictureRequest.ts';
import { xmlText } from './xmlText.ts';

/** An SVG that stands by itself, and its size in pixels. */
export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const margin = 40;
const headingLine = 26;
/** Room below the last card for the names of its ways out. */
const foot = 20;
/** Farther out nothing is drawn; a document from elsewhere may say anything. */
const farthest = 1_000_000;
const fonts = "'Be Vietnam Pro','Segoe UI',Roboto,'Noto Sans',system-ui,sans-serif";

/** Draws a flow as people see it on the canvas. It holds no ids, and no phone numbers or addresses that were typed into a step. */
export function flowPicture(request: PictureRequest): Picture {
  const { graph, paint } = request;
  const heading = withoutPeople(request.heading).trim();
  const boxes = boxesOf(graph);
  const all = [...boxes.values()];
  const notes = placedNotes(graph, within);
  const groups = Object.values(graph.groups ?? {});
  const frames = groups.flatMap((group) => groupFrame(group, boxes) ?? []);
  const { left, top, right, bottom } = frameOf([...all, ...notes, ...frames]);
  const width = right - left + 2 * margin;
  const title = request.isTitled ? fitText(heading, { width: width - 2 * margin, size: 18, lines: 2 }) : [];
  const above = margin + (title.length === 0 ? 0 : title.length * headingLine + 14);
  const height = bottom - top + above + margin + foot;

  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="${fonts}">`,
    `<title>${xmlText(heading)}</title>`,
    `<rect width="${width}" height="${height}" fill="${paint('var(--noi-canvas)')}"/>`,
    ...title.map((line, index) =>
      drawText(line, { x: margin, y: margin + 16 + index * headingLine, size: 18, weight: 600, colour: paint('var(--mantine-color-text)') }),
    ),
    `<g transform="translate(${margin - left} ${above - top})">`,
    ...groups.map((group) => drawGroup(group, boxes, request)),
    ...all.filter(({ step }) => isContainer(step)).map((box) => drawContainer(box, request)),
    ...graph.edges.map((edge) => drawWire(edge, boxes, request)),
    ...all.filter(({ step }) => !isContainer(step)).map((box) => drawCard(box, request)),
    ...all.flatMap((box) => drawPortNames(box, request)),
    ...notes.map((note) => drawNote(note, request)),
    '</g></svg>',
  ];
  return { svg: svg.join(''), width, height };
}

/** What holds all that is drawn; a flow without anything gets room for its name. */
function frameOf(boxes: readonly Omit<Box, 'step'>[]): { left: number; top: number; right: number; bottom: number } {
  if (boxes.length === 0) return { left: 0, top: 0, right: 320, bottom: 40 };
  return {
    left: Math.min(...boxes.map(({ x }) => x)),
    top: Math.min(...boxes.map(({ y }) => y)),
    right: Math.max(...boxes.map(({ x, width }) => x + width)),
    bottom: Math.max(...boxes.map(({ y, height }) => y + height)),
  };
}

/** A place that can be drawn, in whole pixels. */
function within(value: number): number {
  return Math.round(Math.min(farthest, Math.max(-farthest, value)));
}

/** Where every step is drawn; what holds others comes before what it holds. */
function boxesOf(graph: FlowGraph): ReadonlyMap<string, Box> {
  const boxes = Object.values(graph.steps).map((step): Box => {
    const { width, height } = sizeOf(graph, step);
    const { x, y } = placeOnCanvas(graph, step.id);
    return { step, x: within(x), y: within(y), width: within(width), height: within(height) };
  });
  const depth = ({ step }: Box) => containersAround(graph, step.id).length;
  return new Map(boxes.sort((one, other) => depth(one) - depth(other)).map((box) => [box.step.id, box]));
}
