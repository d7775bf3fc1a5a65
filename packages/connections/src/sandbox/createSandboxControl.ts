import { AppError } from '@noi/errors';
import type { ConnectionValues, PhoneTap } from '@noi/node-sdk';
import { z } from 'zod';

const Services = z.record(z.string(), z.string());
const Opened = z.object({ values: z.record(z.string(), z.string()), services: Services });

/** One emulated provider: every workspace has its own. */
interface EmulatorKey {
  readonly workspaceId: string;
  readonly packageId: string;
}

/** The sandbox host's control API: a workspace's accounts at emulated providers, and its virtual phone. Throws `sandbox_unavailable` when it is away. */
export interface SandboxControl {
  /** At a door that is known already, the same account again. */
  openAccount(
    request: EmulatorKey & { type: string; doorUrl: string; shopName: string },
  ): Promise<{ values: ConnectionValues; services: Readonly<Record<string, string>> }>;
  /** Absolute base addresses of an emulator's services. Remembered. */
  services(emulator: EmulatorKey): Promise<Readonly<Record<string, string>>>;
  scenarios(workspaceId: string): Promise<unknown>;
  play(request: EmulatorKey & { scenarioId: string; input: Readonly<Record<string, unknown>> }): Promise<unknown>;
  phoneThreads(workspaceId: string): Promise<unknown>;
  phoneMessages(conversation: { workspaceId: string; to: string }): Promise<unknown>;
  /** Throws `not_found` for a message of another workspace. */
  tap(request: { workspaceId: string; messageId: string; tap: PhoneTap }): Promise<void>;
  isUp(): Promise<boolean>;
}

/** A client of the sandbox at `access`; without one, every call says that there is no sandbox here. */
export function createSandboxControl(access: { readonly url: string; readonly key: string } | null): SandboxControl {
  const known = new Map<string, Readonly<Record<string, string>>>();
  const call = (method: string, path: string, body?: unknown) => callSandbox(access, { method, path: `/_control/${path}`, body });
  const segment = encodeURIComponent;
  const pathOf = ({ workspaceId, packageId }: EmulatorKey) => `${segment(workspaceId)}/${segment(packageId)}`;

  return {
    async openAccount({ workspaceId, packageId, ...request }) {
      const path = pathOf({ workspaceId, packageId });
      const opened = Opened.parse(await call('POST', `${path}/accounts`, request));
      known.set(path, opened.services);
      return opened;
    },
    async services(emulator) {
      const path = pathOf(emulator);
      const found = known.get(path);
      if (found) return found;
      const { services } = z.object({ services: Services }).parse(await call('GET', `${path}/services`));
      known.set(path, services);
      return services;
    },
    scenarios: (workspaceId) => call('GET', `${segment(workspaceId)}/scenarios`),
    play: ({ scenarioId, input, ...emulator }) => call('POST', `${pathOf(emulator)}/scenarios/${segment(scenarioId)}`, { input }),
    phoneThreads: (workspaceId) => call('GET', `${segment(workspaceId)}/phone/threads`),
    phoneMessages: ({ workspaceId, to }) => call('GET', `${segment(workspaceId)}/phone/messages?to=${segment(to)}`),
    async tap({ workspaceId, messageId, tap }) {
      await call('POST', `${segment(workspaceId)}/phone/messages/${segment(messageId)}/tap`, { tap });
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
