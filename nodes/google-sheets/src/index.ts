import { defineNodePackage, type NodePackage } from '@noi/node-sdk';
import { appendRow } from './actions/appendRow.ts';
import { googleSheetsAccount } from './connection.ts';
import { icon } from './icon.ts';
import { googleSheetsSandbox } from './sandbox/googleSheetsSandbox.ts';

export const googleSheetsPackage: NodePackage = defineNodePackage({
  id: 'googlesheets',
  version: '0.1.0',
  title: { vi: 'Google Trang tính', en: 'Google Sheets' },
  icon,
  connections: [googleSheetsAccount],
  triggers: [],
  actions: [appendRow],
  sandbox: googleSheetsSandbox,
  // Google's limits: 60 requests of a kind a minute for one user; a row takes one read and one write.
  rates: { googlesheets: { perSecond: 0.9, burst: 20 } },
});
