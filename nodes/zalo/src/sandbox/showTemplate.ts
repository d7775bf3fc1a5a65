import type { PhoneMessage } from '@noi/node-sdk';
import type { DemoParam, DemoTemplate } from './DemoTemplate.ts';

export interface FilledTemplate {
  readonly msgId: string;
  readonly phone: string;
  readonly oaName: string;
  readonly template: DemoTemplate;
  readonly data: Readonly<Record<string, unknown>>;
  readonly sentAt: number;
}

/** The message as the customer's Zalo draws it. */
export function showTemplate({ msgId, phone, oaName, template, data, sentAt }: FilledTemplate): PhoneMessage {
  const values: Record<string, string> = { shop: oaName };
  for (const param of template.params) values[param.name] = written(param, data[param.name]);
  const fill = (text: string) => text.replace(/<(\w+)>/g, (_, name: string) => values[name] ?? '');
  return {
    id: msgId,
    to: `+${phone}`,
    channel: 'zalo',
    sender: { name: oaName },
    title: template.title,
    text: fill(template.text),
    ...(template.rows.length === 0 ? {} : { rows: template.rows.map(({ label, value }) => ({ label, value: fill(value) })) }),
    ...(template.buttons.length === 0
      ? {}
      : { buttons: template.buttons.map(({ id, kind, title, content }) => (kind === 'url' ? { id, label: title, url: content } : { id, label: title })) }),
    ...(template.rating === undefined ? {} : { rating: template.rating }),
    sentAt: new Date(sentAt).toISOString(),
  };
}

/** Money is sent bare and shown with Vietnamese thousands. */
function written(param: DemoParam, value: unknown): string {
  if (value === undefined || value === null) return '';
  return param.type === 'CURRENCY' ? `${String(value).replace(/\B(?=(\d{3})+$)/g, '.')} ₫` : String(value);
}
