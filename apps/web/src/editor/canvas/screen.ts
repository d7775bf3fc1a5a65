interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where on the screen a mouse, pen or finger is, or was lifted. */
export function pointOf(event: object): Point {
  if ('clientX' in event && 'clientY' in event) return { x: Number(event.clientX), y: Number(event.clientY) };
  const touch = event instanceof TouchEvent ? event.changedTouches[0] : undefined;
  return { x: touch?.clientX ?? 0, y: touch?.clientY ?? 0 };
}

/** The step whose card lies under a point of the screen; people aim at the card, not at its dot. */
export function stepAt({ x, y }: Point): string | null {
  const card = document.elementsFromPoint(x, y).map((element) => element.closest('.react-flow__node'));
  return card.find((found) => found !== null)?.getAttribute('data-id') ?? null;
}
