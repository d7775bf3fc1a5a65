import { actions } from './actions.ts';
import { alerts } from './alerts.ts';
import { app } from './app.ts';
import { approvals } from './approvals.ts';
import { auth } from './auth.ts';
import { branches } from './branches.ts';
import { bulk } from './bulk.ts';
import { conditions } from './conditions.ts';
import { connections } from './connections.ts';
import { containers } from './containers.ts';
import { editor } from './editor.ts';
import { entry } from './entry.ts';
import { files } from './files.ts';
import { find } from './find.ts';
import { flowSettings } from './flowSettings.ts';
import { flows } from './flows.ts';
import { forms } from './forms.ts';
import { journey } from './journey.ts';
import { marks } from './marks.ts';
import { numbers } from './numbers.ts';
import { openingHours } from './openingHours.ts';
import { outline } from './outline.ts';
import { pause } from './pause.ts';
import { people } from './people.ts';
import { phone } from './phone.ts';
import { pins } from './pins.ts';
import { retry } from './retry.ts';
import { runs } from './runs.ts';
import { settings } from './settings.ts';
import { shelves } from './shelves.ts';
import { shopFiles } from './shopFiles.ts';
import { starts } from './starts.ts';
import { steps } from './steps.ts';
import { templates } from './templates.ts';
import { tour } from './tour.ts';
import { trial } from './trial.ts';
import { versions } from './versions.ts';
import { waits } from './waits.ts';
import { wires } from './wires.ts';

/** All Vietnamese words, by area. The English twin has the same keys: the compiler and a test see to it. */
export const vi = {
  actions,
  alerts,
  app,
  approvals,
  auth,
  branches,
  bulk,
  conditions,
  connections,
  containers,
  editor,
  entry,
  find,
  files,
  flowSettings,
  flows,
  marks,
  forms,
  journey,
  numbers,
  openingHours,
  outline,
  pause,
  people,
  phone,
  pins,
  retry,
  runs,
  settings,
  shelves,
  shopFiles,
  starts,
  steps,
  templates,
  tour,
  trial,
  versions,
  waits,
  wires,
};

export type Words = typeof vi;
