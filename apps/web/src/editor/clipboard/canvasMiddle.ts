/** The middle of the canvas, on the screen. */
export function canvasMiddle(): { x: number; y: number } {
  const box = document.querySelector('.react-flow')?.getBoundingClientRect();
  return box ? { x: box.left + box.width / 2, y: box.top + box.height / 2 } : { x: 0, y: 0 };
}
