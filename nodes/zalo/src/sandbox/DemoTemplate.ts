export type TemplateState = 'ENABLE' | 'PENDING_REVIEW' | 'REJECT' | 'DISABLE';

/** One parameter, with the limits of its kind in the template documents. */
export interface DemoParam {
  readonly name: string;
  readonly type: 'STRING' | 'NUMBER' | 'CURRENCY' | 'DATE' | 'URL';
  readonly maxLength: number;
  readonly minLength: number;
  readonly require: boolean;
  readonly acceptNull: boolean;
  readonly sample: string;
}

/** A template as the shop designed it on Zalo Cloud. `<name>` in texts and rows stands for a parameter, `<shop>` for the OA's name. */
export interface DemoTemplate {
  readonly id: string;
  readonly name: string;
  /** Of a new account; scenarios change it. */
  readonly state: TemplateState;
  readonly quality: 'HIGH' | 'MEDIUM' | 'LOW' | 'UNDEFINED';
  readonly tag: 'TRANSACTION' | 'CUSTOMER_CARE' | 'PROMOTION';
  readonly price: string;
  readonly title: string;
  readonly text: string;
  readonly rows: readonly { readonly label: string; readonly value: string }[];
  readonly params: readonly DemoParam[];
  /** `url` opens a page; `reply` answers the shop, which is the "Response" component. */
  readonly buttons: readonly { readonly id: string; readonly kind: 'url' | 'reply'; readonly title: string; readonly content: string }[];
  readonly rating?: { readonly question: string; readonly choices: Readonly<Record<string, readonly string[]>> };
  /** Not sent from 22:00 to 06:00. */
  readonly isDaytimeOnly?: boolean;
}

export const param = (name: string, type: DemoParam['type'], maxLength: number, sample: string): DemoParam => ({
  name,
  type,
  maxLength,
  minLength: 1,
  require: true,
  acceptNull: false,
  sample,
});
export const customerName = param('customer_name', 'STRING', 30, 'Nguyễn Thị Lan');
export const orderCode = param('order_code', 'STRING', 30, '100020');
