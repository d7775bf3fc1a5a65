export interface Point {
  readonly x: number;
  readonly y: number;
}

const bend = 12;

/** The way of a wire: down, across half-way, down again, with round corners. One that leads upwards swings out to the side. */
export function wirePath(from: Point, to: Point): string {
  const start = `M${from.x} ${from.y}`;
  if (from.x === to.x && to.y > from.y) return `${start}V${to.y}`;
  const across = Math.abs(to.x - from.x);
  const down = to.y - from.y;
  if (down < 2 * bend) {
    const reach = Math.max(80, -down / 3);
    return `${start}C${from.x} ${from.y + reach} ${to.x} ${to.y - reach} ${to.x} ${to.y}`;
  }
  const corner = Math.min(bend, across / 2, down / 2);
  const way = Math.sign(to.x - from.x) * corner;
  const middle = from.y + down / 2;
  return `${start}V${middle - corner}Q${from.x} ${middle} ${from.x + way} ${middle}H${to.x - way}Q${to.x} ${middle} ${to.x} ${middle + corner}V${to.y}`;
}
