import type { ActionId } from '../actions/EditorAction.ts';
import type { MenuPlace } from '../store/EditorState.ts';

/** What the menu of a right click offers, in parts; what cannot be done just then is left out. */
export const menuActions: Readonly<Record<MenuPlace, readonly (readonly ActionId[])[]>> = {
  step: [
    ['addStep'],
    ['copy', 'cut', 'paste', 'duplicate'],
    ['switchSteps', 'groupSteps'],
    ['alignLeft', 'alignCentre', 'alignRight', 'alignTop', 'alignMiddle', 'alignBottom', 'distributeAcross', 'distributeDown'],
    ['zoomToChosen'],
    ['remove'],
  ],
  wire: [['addStep'], ['remove']],
  canvas: [
    ['addStep', 'paste'],
    ['chooseAll', 'tidy', 'fitAll'],
    ['undo', 'redo'],
    ['commands', 'keyboard'],
  ],
};
