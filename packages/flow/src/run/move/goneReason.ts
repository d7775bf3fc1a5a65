import type { Text } from '@noi/events';

/** Why a step of a moved run ends. */
export const goneReason: Text = {
  vi: 'Bước này không còn trong phiên bản mới của quy trình.',
  en: 'This step is no longer part of the new version of the flow.',
};
