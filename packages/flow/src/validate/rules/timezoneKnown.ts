import { IANAZone } from 'luxon';
import type { Draft } from '../Draft.ts';
import type { Issue } from '../Issue.ts';

/** Waits and dates need a timezone that exists. */
export function timezoneKnown({ graph }: Draft): readonly Issue[] {
  if (IANAZone.isValidZone(graph.settings.timezone)) return [];
  return [
    {
      code: 'timezone_invalid',
      severity: 'error',
      field: 'settings.timezone',
      message: {
        vi: 'Múi giờ của quy trình không có thật. Chọn lại múi giờ trong phần cài đặt.',
        en: "The flow's timezone does not exist. Choose another in its settings.",
      },
    },
  ];
}
