import { notifications } from '@mantine/notifications';
import type { Text } from '@noi/node-sdk';
import i18next from 'i18next';
import { textNow } from '../../words/useText.ts';
import type { PasteAnswer } from './pasteText.ts';

const id = 'clipboard';

/** Says that so many steps can now be pasted elsewhere. */
export function tellCopied(count: number): void {
  notifications.show({ id, message: i18next.t('actions.copied', { count }), autoClose: 2000 });
}

/** Says what of a paste did not work, and why; a paste that worked is seen on the canvas. */
export function tellPasted(answer: PasteAnswer): void {
  if (!answer.ok) refuse(answer.reason);
  else if (answer.left.length > 0) notifications.show({ id, color: 'yellow', message: i18next.t('actions.startsLeft') });
}

/** Says that the browser does not let the page at the clipboard, and which keys do. */
export function tellClosed(keys: string): void {
  notifications.show({ id, color: 'yellow', message: i18next.t('actions.clipboardClosed', { keys }) });
}

function refuse(reason: Text): void {
  notifications.show({ id, color: 'yellow', title: i18next.t('actions.pasteRefused'), message: textNow(reason) });
}
