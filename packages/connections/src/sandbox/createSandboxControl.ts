import { AppError } from '@noi/errors';
import type { ConnectionValues, PhoneTap } from '@noi/node-sdk';
import { z } from 'zod';

const Services = z.record(z.string(), z.string());
const Opened = z.object({ values: z.record(z.string(), z.string()), services: Services });

/** The sandbox host's control API: accounts at emulated providers, and the virtual phone. Throws `sandbox_unavailable` when it is away. */
export interface SandboxControl {
  openAccount(
    packageId: string,
    request: { type: string; doorUrl: string; shopName: string },
  ): Promise<{ values: ConnectionValues; services: Readonly<Record<string, string>> }>;
  /** Absolute base addresses of an emulator's services. Remembered. */
  services(packageId: string): Promise<Readonly<Record<string, string>>>;
  scenarios(): Promise<unknown>;
  play(request: { packageId: string; scenarioId: string; input: Readonly<Record<string, unknown>> }): Promise<unknown>;
  phoneThreads(): Promise<unknown>;
  phoneMessages(to: string): Promise<unknown>;
  tap(messageId: string, tap: PhoneTap): Promise<void>;
  isUp(): Promise<boolean>;
}

/** A client of the sandbox at `access`; without one, every call says that there is no sandbox here. */
export function createSandboxControl(access: { readonly url: string; readonly key: string } | null): SandboxControl {
  const known = new Map<string, Readonly<Record<string, string>>>();
  const call = (method: string, path: string, body?: unknown) => callSandbox(access, { method, path, body });
  const segment = encodeURIComponent;

  return {
    async openAccount(packageId, request) {
      const opened = Opened.parse(await call('POST', `/_control/${segment(packageId)}/accounts`, request));
      known.set(packageId, opened.services);
      return opened;
    },
    async services(packageId) {
      const found = known.get(packageId);
      if (found) return found;
      const { services } = z.object({ services: Services }).parse(await call('GET', `/_control/${segment(packageId)}/services`));
      known.set(packageId, services);
      return services;
    },
    scenarios: () => call('GET', '/_control/scenarios'),
    play: ({ packageId, scenarioId, input }) => call('POST', `/_control/${segment(packageId)}/scenarios/${segment(scenarioId)}`, { input }),
    phoneThreads: () => call('GET', '/_control/phone/threads'),
    phoneMessages: (to) => call('GET', `/_control/phone/messages?to=${segment(to)}`),
    async tap(messageId, tap) {
      await call('POST', `/_control/phone/messages/${segment(messageId)}/tap`, { tap });
    },
    async isUp() {
      if (!access) return true;
      const answer = await fetch(`${access.url}/healthz`, { signal: AbortSignal.timeout(2000) }).catch(() => null);
      return answer?.ok ?? false;
    },
  };
}

async function callSandbox(access: { url: string; key: string } | null, request: { method: string; path: string; body?: unknown }): Promise<unknown> {
  if (!access) throw new AppError('sandbox_unavailable', { message: 'This server has no sandbox' });
  let answer: Response;
  try {
    answer = await fetch(access.url + request.path, {
      method: request.method,
      headers: { 'x-noi-sandbox-key': access.key, ...(request.body !== undefined && { 'content-type': 'application/json' }) },
      ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
      signal: AbortSignal.timeout(10_000),
    });
  } catch (cause) {
    throw new AppError('sandbox_unavailable', { message: 'The sandbox does not answer' }, { cause });
  }
  const text = await answer.text();
  if (answer.status === 404) throw new AppError('not_found', { message: 'The sandbox does not know this' });
  if (answer.status >= 400 && answer.status < 500) throw new AppError('invalid_request', { message: sentenceOf(text) });
  if (!answer.ok) throw new AppError('sandbox_unavailable', { message: `The sandbox answered ${answer.status}` });
  return text === '' ? null : JSON.parse(text);
}

function sentenceOf(text: string): string {
  return text.slice(0, 300) || 'The sandbox refused this';
}
