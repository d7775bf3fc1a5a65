import type { Page } from '@playwright/test';

/** Half of 44 px, less what rounding and borders take. */
const reach = 20;

/** What can be pressed on the page and is missed by a finger that lands a little beside its middle. Links inside of sentences are left out, as in WCAG 2.5.8. */
export function missedByFingers(page: Page): Promise<readonly string[]> {
  return page.evaluate((far) => {
    const pressed = 'button, input, textarea, select, summary, [role="menuitem"], [role="option"], [role="radio"], [role="tab"], nav a';
    const isHit = (target: Element, x: number, y: number) => {
      const hit = document.elementFromPoint(x, y);
      if (hit === null) return true;
      const labelled = hit.closest('label')?.control ?? null;
      return target.contains(hit) || labelled === target || (labelled !== null && target.contains(labelled));
    };
    // Scrolled half out of its box, it is not for pressing where it is.
    const isCut = (target: Element) => {
      const { top, bottom } = target.getBoundingClientRect();
      for (let box = target.parentElement; box !== null; box = box.parentElement) {
        const edge = box.getBoundingClientRect();
        if (getComputedStyle(box).overflowY !== 'visible' && (top < edge.top || bottom > edge.bottom)) return true;
      }
      return false;
    };
    // What lies below an open menu or dialog is not for pressing now.
    const over = [...document.querySelectorAll('[role="menu"], [role="dialog"]')].filter((one) => one.checkVisibility()).at(-1);
    return [...(over ?? document).querySelectorAll(pressed)].flatMap((target) => {
      const { left, top, width, height } = target.getBoundingClientRect();
      const x = left + width / 2;
      const y = top + height / 2;
      const isInSight = width > 4 && height > 4 && y > far && y < innerHeight - far && isHit(target, x, y);
      // A field's own mark to clear it is as high as the field, and narrower.
      if (!isInSight || isCut(target) || target.matches(':disabled, .mantine-Input-section *')) return [];
      const missed = [[x, y - far] as const, [x, y + far] as const, [x - far, y] as const, [x + far, y] as const].filter((at) => !isHit(target, ...at));
      const name = target.getAttribute('aria-label') ?? target.textContent;
      return missed.length === 0 ? [] : [`${target.tagName.toLowerCase()} “${(name ?? '').trim().slice(0, 40)}” ${Math.round(width)}×${Math.round(height)}`];
    });
  }, reach);
}
