import type { Words } from '../vi/index.ts';

export const pins: Words['pins'] = {
  pinned: 'Output pinned',
  mark: 'Trials use the pinned output of this step',
  note: 'In trials and samples this step gives its pinned output and is not called. Live runs know nothing of it.',
  pin: 'Pin this output',
  unpin: 'Unpin',
  edit: 'Edit the pinned output',
  editAndPin: 'Edit and pin',
  editHint: 'The steps behind it get exactly this whenever you try the flow.',
  madeUp: 'When real data is pinned, names, phones, emails and addresses of customers become those of made-up people.',
  used_one: '{{count}} step uses its pinned output.',
  used_other: '{{count}} steps use their pinned outputs.',
};
