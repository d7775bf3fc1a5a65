import { randomBytes } from 'node:crypto';
import { described, type SandboxHost, type SandboxScenario } from '@noi/node-sdk';
import { z } from 'zod';
import { callBack } from './callbacks.ts';
import { readPhone } from './checkSend.ts';
import type { TemplateState } from './DemoTemplate.ts';
import { type OaUser, userIdOf } from './oaRoutes.ts';
import type { ZaloAccounts } from './ZaloAccounts.ts';

const templateId = described(z.string().default('320001'), { label: { vi: 'Mã mẫu tin', en: 'Template id' }, sample: '320001' });
const TemplateInput = z.object({ templateId });
const QuotaInput = z.object({
  remaining: described(z.coerce.number().int().min(0).default(0), { label: { vi: 'Số tin còn gửi được hôm nay', en: 'Messages left today' }, sample: 0 }),
});
const ChatInput = z.object({
  phone: described(z.string().default('0912345678'), {
    label: { vi: 'Số điện thoại của khách', en: "Customer's phone" },
    format: 'phone',
    sample: '0912345678',
  }),
  name: described(z.string().default('Nguyễn Thị Lan'), { label: { vi: 'Tên khách', en: 'Customer name' }, sample: 'Nguyễn Thị Lan' }),
  text: described(z.string().min(1).default('Shop ơi, đơn của mình đến đâu rồi?'), {
    label: { vi: 'Khách nhắn', en: 'Message' },
    sample: 'Shop ơi, đơn của mình đến đâu rồi?',
  }),
});

/** Things that happen at Zalo, to every OA of the sandbox alike. */
export function scenarios(host: SandboxHost, accounts: ZaloAccounts): readonly SandboxScenario[] {
  const setState = async (id: string, state: TemplateState, reason: string): Promise<void> => {
    const template = accounts.template(id);
    if (template === undefined) throw new Error(`No template ${id}`);
    for (const account of accounts.all()) {
      const before = accounts.stateOf(account, template);
      account.states[id] = state;
      await accounts.save(account);
      const event = { oa_id: account.oaId, template_id: id, status: { prev_status: before, new_status: state }, reason, event_name: 'change_template_status' };
      await callBack({ host, account, event, at: host.now().getTime(), isZns: true });
    }
  };
  return [
    {
      id: 'disableTemplate',
      title: { vi: 'Zalo khoá một mẫu tin', en: 'Zalo disables a template' },
      input: TemplateInput,
      async run(input) {
        const { templateId: id } = TemplateInput.parse(input);
        await setState(id, 'DISABLE', 'Low quality');
        return { summary: { vi: `Zalo đã khoá mẫu ${id}.`, en: `Zalo disabled template ${id}.` } };
      },
    },
    {
      id: 'enableTemplate',
      title: { vi: 'Zalo duyệt hoặc mở lại một mẫu tin', en: 'Zalo approves or enables a template' },
      input: TemplateInput,
      async run(input) {
        const { templateId: id } = TemplateInput.parse(input);
        await setState(id, 'ENABLE', '');
        return { summary: { vi: `Mẫu ${id} đã gửi được.`, en: `Template ${id} can be sent.` } };
      },
    },
    {
      id: 'setQuota',
      title: { vi: 'Hết hạn mức hôm nay', en: "Today's quota is used up" },
      input: QuotaInput,
      async run(input) {
        const { remaining } = QuotaInput.parse(input);
        for (const account of accounts.all()) {
          accounts.quotaOf(account);
          account.remainingQuota = remaining;
          await accounts.save(account);
        }
        return { summary: { vi: `Hôm nay còn gửi được ${remaining} tin.`, en: `${remaining} messages are left today.` } };
      },
    },
    {
      id: 'expireToken',
      title: { vi: 'Hết hạn mã truy cập', en: 'The access token expires' },
      input: z.object({}),
      async run() {
        for (const account of accounts.all()) {
          account.accessTokenEndsAt = host.now().getTime();
          await accounts.save(account);
        }
        return { summary: { vi: 'Mã truy cập của OA đã hết hạn.', en: 'The access token of the OA has expired.' } };
      },
    },
    {
      id: 'customerTexts',
      title: { vi: 'Khách nhắn tin cho OA', en: 'A customer writes to the OA' },
      input: ChatInput,
      async run(input) {
        const { phone: written, name, text } = ChatInput.parse(input);
        const phone = readPhone(written.replace(/[\s.]/g, ''));
        if (phone === undefined) throw new Error(`Not a phone number: ${written}`);
        const at = host.now().getTime();
        for (const account of accounts.all()) {
          const user: OaUser = { userId: userIdOf(account, phone), phone, name, lastInteractionAt: at };
          await host.store.set(`user:${account.oaId}:${user.userId}`, user);
          const event = {
            sender: { id: user.userId },
            recipient: { id: account.oaId },
            user_id_by_app: user.userId,
            event_name: 'user_send_text',
            message: { msg_id: randomBytes(10).toString('hex'), text },
          };
          await callBack({ host, account, event, at, isZns: false });
        }
        return { summary: { vi: `${name} đã nhắn cho OA.`, en: `${name} wrote to the OA.` } };
      },
    },
  ];
}
