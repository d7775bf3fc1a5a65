import type { Text } from '@noi/node-sdk';
import type { ZnsTemplate } from './ZnsTemplate.ts';

/** What a shop should know of a template before it is sent: its kind, and that Zalo may close it. */
export function templateFacts({ templateTag, templateQuality }: Pick<ZnsTemplate, 'templateTag' | 'templateQuality'>): readonly Text[] {
  return [kinds[templateTag ?? ''], qualities[templateQuality ?? '']].filter((fact) => fact !== undefined);
}

const kinds: Readonly<Record<string, Text>> = {
  TRANSACTION: { vi: 'Tin giao dịch', en: 'Transaction message' },
  CUSTOMER_CARE: { vi: 'Tin chăm sóc khách hàng', en: 'Customer care message' },
  PROMOTION: { vi: 'Tin khuyến mãi, Zalo giới hạn số tin mỗi tháng', en: 'Promotion; Zalo limits how many a month' },
};

const qualities: Readonly<Record<string, Text>> = {
  LOW: { vi: 'Chất lượng thấp, có thể bị Zalo khoá', en: 'Low quality, Zalo may close it' },
};
