import type { EmulatorKey, PhoneStore, SandboxServerStore, ShownMessage, StoredCallback } from './SandboxServerStore.ts';

type PhoneRow = ShownMessage & EmulatorKey & { readonly taps: unknown[] };

/** Both stores of the sandbox host in memory, for tests of nodes. Values go through JSON, as they would in a database. */
export function createMemoryStore(): SandboxServerStore & PhoneStore {
  const entries = new Map<string, { readonly emulator: EmulatorKey; readonly key: string; readonly json: string }>();
  const callbacks = new Map<string, StoredCallback & { readonly dueAt: Date }>();
  const phone = new Map<string, PhoneRow>();
  let lastCallback = 0;
  const phoneOf = (workspaceId: string) => [...phone.values()].filter((message) => message.workspaceId === workspaceId);

  return {
    async get(emulator, key) {
      const json = entries.get(nameOf(emulator, key))?.json;
      return json === undefined ? null : JSON.parse(json);
    },
    async set(emulator, key, value) {
      entries.set(nameOf(emulator, key), { emulator, key, json: JSON.stringify(value) });
    },
    async delete(emulator, key) {
      entries.delete(nameOf(emulator, key));
    },
    async list(emulator, prefix) {
      return [...entries.values()]
        .filter((entry) => isSame(entry.emulator, emulator) && entry.key.startsWith(prefix))
        .sort((a, b) => (a.key < b.key ? -1 : 1))
        .map(({ key, json }) => ({ key, value: JSON.parse(json) }));
    },
    async emulators() {
      return [...new Map([...entries.values()].map(({ emulator }) => [nameOf(emulator, ''), emulator])).values()];
    },
    async addCallback(callback) {
      lastCallback += 1;
      const id = String(lastCallback);
      callbacks.set(id, { ...callback, id, tries: 0 });
      return id;
    },
    async dueCallbacks(now, limit) {
      return [...callbacks.values()]
        .filter((callback) => callback.dueAt <= now)
        .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
        .slice(0, limit);
    },
    async answeredCallback(id, { next }) {
      const callback = callbacks.get(id);
      if (callback === undefined || next === null) callbacks.delete(id);
      else callbacks.set(id, { ...callback, tries: callback.tries + 1, dueAt: next });
    },
    async moveCallbacks(emulator, { token, url }) {
      for (const [id, callback] of callbacks) {
        if (isSame(callback, emulator) && callback.url.endsWith(`/${token}`)) callbacks.set(id, { ...callback, url });
      }
    },
    async showOnPhone({ workspaceId, id, packageId, to, content, sentAt }) {
      phone.set(`${workspaceId}/${id}`, { workspaceId, id, packageId, to, content: structuredClone(content), taps: [], sentAt });
    },
    async phoneThreads(workspaceId, limit) {
      const messages = phoneOf(workspaceId);
      return [...new Set(messages.map((message) => message.to))]
        .map((to) => {
          const times = messages.filter((message) => message.to === to).map((message) => message.sentAt.getTime());
          return { to, count: times.length, lastAt: new Date(Math.max(...times)) };
        })
        .sort((a, b) => b.lastAt.getTime() - a.lastAt.getTime())
        .slice(0, limit);
    },
    async phoneMessages({ workspaceId, to }, limit) {
      return phoneOf(workspaceId)
        .filter((message) => message.to === to)
        .sort((a, b) => a.sentAt.getTime() - b.sentAt.getTime())
        .slice(-limit)
        .map(({ workspaceId: _own, ...message }) => ({ ...message, taps: [...message.taps] }));
    },
    async tapped({ workspaceId, id }, tap) {
      const message = phone.get(`${workspaceId}/${id}`);
      message?.taps.push(tap);
      return message === undefined ? null : { packageId: message.packageId };
    },
  };
}

function nameOf({ workspaceId, packageId }: EmulatorKey, key: string): string {
  return `${workspaceId}\n${packageId}\n${key}`;
}

function isSame(a: EmulatorKey, b: EmulatorKey): boolean {
  return a.workspaceId === b.workspaceId && a.packageId === b.packageId;
}
