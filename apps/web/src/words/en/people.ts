import type { Words } from '../vi/index.ts';

export const people: Words['people'] = {
  here: 'Also have this flow open',
  at: '{{name}} · at step “{{step}}”',
  otherTab: 'You, in another window',
  more: '+{{count}}',
  alsoHere: '{{names}} at this step',
  someone: 'A script',
  settings: 'Flow settings',
  clashTitle: 'Two people changed the same thing',
  clash: '{{who}} changed “{{where}}” at the same time as you. The flow keeps what you wrote.',
  clashField: '{{who}} changed “{{field}}” of “{{where}}” at the same time as you. The flow keeps what you wrote.',
  lostTitle: 'One of your changes no longer fits',
  lost: '{{who}} changed the flow at “{{where}}”, so your change there was left out.',
  lostGone: '{{who}} removed the step that you were changing, so your change there was left out.',
  look: 'Look',
  takeTheirs: 'Take what {{who}} wrote',
  bringBack: 'Bring the step back',
  alsoEditing: '{{names}} also have this form open.',
};
