import { type FlowGraph, type Group, type MarkColour, type Note, withoutPeople } from '@noi/flow';
import { type Box, drawText } from './drawSteps.ts';
import { fitText, textWidth } from './fitText.ts';
import type { PictureRequest } from './PictureRequest.ts';

type Frame = Omit<Box, 'step'>;

/** As the canvas has them; the picture has no page around it to take them from. */
const colours: Readonly<Record<MarkColour, string>> = {
  yellow: '#fcc419',
  green: '#40c057',
  blue: '#339af0',
  violet: '#845ef7',
  pink: '#f06595',
  grey: '#868e96',
};
const room = 20;
const head = 36;
const line = 19;

/** Where the frame of a group is drawn: around its members. `null` where none of them is there. */
export function groupFrame({ members }: Group, boxes: ReadonlyMap<string, Box>): Frame | null {
  const inside = members.flatMap((id) => boxes.get(id) ?? []);
  if (inside.length === 0) return null;
  const x = Math.min(...inside.map((box) => box.x)) - room;
  const y = Math.min(...inside.map((box) => box.y)) - room - head;
  return {
    x,
    y,
    width: Math.max(...inside.map((box) => box.x + box.width)) + room - x,
    height: Math.max(...inside.map((box) => box.y + box.height)) + room - y,
  };
}

/** The frame of a group with its title; it lies behind the steps. */
export function drawGroup(group: Group, boxes: ReadonlyMap<string, Box>, { paint, untitled }: PictureRequest): string {
  const frame = groupFrame(group, boxes);
  if (!frame) return '';
  const { x, y, width, height } = frame;
  const colour = colours[group.colour];
  const title = fitText(withoutPeople(group.title.trim() || untitled), { width: width - 40, size: 13, lines: 1 })[0] ?? '';
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="16" fill="${colour}" fill-opacity="0.09" stroke="${colour}" stroke-opacity="0.55" stroke-width="2"/>`,
    `<rect x="${x + 8}" y="${y + 8}" width="${Math.min(width - 16, Math.ceil(textWidth(title, 13)) + 24)}" height="26" rx="10" fill="${colour}" fill-opacity="0.28"/>`,
    drawText(title, { x: x + 18, y: y + 25, size: 13, weight: 500, colour: paint('var(--mantine-color-text)') }),
  ].join('');
}

/** A note with as many of its lines as it has room for. */
export function drawNote({ text, colour: name, ...note }: Note & Frame, { paint }: PictureRequest): string {
  const { x, y, width, height } = note;
  const colour = colours[name];
  const most = Math.max(1, Math.floor((height - 34) / line));
  const words = withoutPeople(text)
    .split('\n')
    .flatMap((part) => (part.trim() === '' ? [''] : fitText(part, { width: width - 20, size: 13, lines: most })))
    .slice(0, most);
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="${paint('var(--noi-surface)')}"/>`,
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="${colour}" fill-opacity="0.22" stroke="${colour}" stroke-opacity="0.6"/>`,
    `<rect x="${x}" y="${y}" width="${width}" height="${Math.min(height, 10)}" rx="5" fill="${colour}" fill-opacity="0.35"/>`,
    ...words.map((part, index) =>
      part === '' ? '' : drawText(part, { x: x + 10, y: y + 30 + index * line, size: 13, weight: 400, colour: paint('var(--mantine-color-text)') }),
    ),
  ].join('');
}

/** The notes of a flow at places that can be drawn. */
export function placedNotes({ notes = {} }: Pick<FlowGraph, 'notes'>, within: (value: number) => number): readonly (Note & Frame)[] {
  return Object.values(notes).map((note) => ({ ...note, x: within(note.position.x), y: within(note.position.y) }));
}
