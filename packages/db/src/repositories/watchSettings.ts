import type { AlertChannels, AlertRepository } from '../Db.ts';
import { fromJson, jsonInput } from '../store/json.ts';
import type { Store } from '../store/Store.ts';

export const defaultQuietMinutes = 360;
export const defaultStepDataDays = 90;
export const defaultEventDays = 365;

/** Where a shop is told and how long its data is kept, with what holds while nothing was set. */
export function createWatchSettings({ prisma }: Store): Pick<AlertRepository, 'settings' | 'saveSettings'> {
  return {
    async settings(workspaceId) {
      const row = await prisma.watchSetting.findUnique({
        select: { channels: true, quietMinutes: true, stepDataDays: true, eventDays: true, sealedSecret: true },
        where: { workspaceId },
      });
      if (row) return { ...row, channels: fromJson<AlertChannels>(row.channels) };
      return { channels: {}, quietMinutes: defaultQuietMinutes, stepDataDays: defaultStepDataDays, eventDays: defaultEventDays, sealedSecret: null };
    },

    async saveSettings(workspaceId, { channels, quietMinutes, stepDataDays, eventDays, sealedSecret }) {
      const data = {
        ...{ channels: jsonInput(channels), quietMinutes, stepDataDays, eventDays },
        ...(sealedSecret && { sealedSecret: new Uint8Array(sealedSecret) }),
      };
      await prisma.watchSetting.upsert({ select: { workspaceId: true }, where: { workspaceId }, create: { workspaceId, ...data }, update: data });
    },
  };
}
