import { z } from 'zod';
import { markColours } from './markColours.ts';
import { Position, StepId } from './values.ts';

export const MarkColour = z.enum(markColours);
export type MarkColour = z.infer<typeof MarkColour>;

const MarkId = z.string().regex(/^[a-zA-Z0-9_]{1,40}$/);

/** A sticky note on the canvas: plain words, kept as typed. */
export const Note = z.object({
  id: MarkId,
  text: z.string().max(4_000),
  position: Position,
  width: z.number().min(80).max(2_000),
  height: z.number().min(40).max(2_000),
  colour: MarkColour,
});
export type Note = z.infer<typeof Note>;

/** A frame around some steps, with a title. Where it is drawn follows from its members. */
export const Group = z.object({ id: MarkId, title: z.string().max(120), colour: MarkColour, members: z.array(StepId).min(1).max(500) });
export type Group = z.infer<typeof Group>;
