import { typedInto } from '../actions/keyPlace.ts';

const form = '[data-form="step"]';
const controls = `:is(${typedInto}, button):not([disabled], [type="hidden"])`;

/** Brings the keyboard into the form of the chosen step, once it is there: to its first field, else to the step's name. */
export function focusForm(): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const first = document.querySelector<HTMLElement>(`${form} [role="tabpanel"] ${controls}`) ?? document.querySelector<HTMLElement>(`${form} ${controls}`);
      first?.focus();
    }),
  );
}

/** Whether the keyboard is in the form, with no list or calendar of a field open. */
export function isInForm(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(form) !== null && target.closest('[aria-expanded="true"]') === null;
}
