import { router } from '../trpc/init.ts';
import { countUnseen, listAlerts, markSeen, muteAlert } from './listAlerts.ts';
import { getWatchSettings, renewWebhookSecret, saveWatchSettings, testChannels } from './watchSettings.ts';

export const alertsRouter = router({
  list: listAlerts,
  unseen: countUnseen,
  markSeen,
  mute: muteAlert,
  settings: getWatchSettings,
  save: saveWatchSettings,
  renewSecret: renewWebhookSecret,
  test: testChannels,
});
