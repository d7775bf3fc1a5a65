import type { PhoneStore, SandboxServerStore, StoredCallback } from './SandboxServerStore.ts';

interface PhoneRow {
  readonly id: string;
  readonly packageId: string;
  readonly to: string;
  readonly content: unknown;
  readonly taps: unknown[];
  readonly sentAt: Date;
}

/** Both stores of the sandbox host in memory, for tests of nodes. Values go through JSON, as they would in a database. */
export function createMemoryStore(): SandboxServerStore & PhoneStore {
  const entries = new Map<string, string>();
  const callbacks = new Map<string, StoredCallback & { readonly dueAt: Date }>();
  const phone = new Map<string, PhoneRow>();
  let lastCallback = 0;
  const name = (packageId: string, key: string) => `${packageId}\n${key}`;

  return {
    async get(packageId, key) {
      const json = entries.get(name(packageId, key));
      return json === undefined ? null : JSON.parse(json);
    },
    async set(packageId, key, value) {
      entries.set(name(packageId, key), JSON.stringify(value));
    },
    async delete(packageId, key) {
      entries.delete(name(packageId, key));
    },
    async list(packageId, prefix) {
      const start = name(packageId, prefix);
      return [...entries]
        .filter(([key]) => key.startsWith(start))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, json]) => ({ key: key.slice(packageId.length + 1), value: JSON.parse(json) }));
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
    async showOnPhone({ id, packageId, to, content, sentAt }) {
      phone.set(id, { id, packageId, to, content: structuredClone(content), taps: [], sentAt });
    },
    async phoneThreads(limit) {
      const messages = [...phone.values()];
      return [...new Set(messages.map((message) => message.to))]
        .map((to) => {
          const times = messages.filter((message) => message.to === to).map((message) => message.sentAt.getTime());
          return { to, count: times.length, lastAt: new Date(Math.max(...times)) };
        })
        .sort((a, b) => b.lastAt.getTime() - a.lastAt.getTime())
        .slice(0, limit);
    },
    async phoneMessages(to, limit) {
      return [...phone.values()]
        .filter((message) => message.to === to)
        .sort((a, b) => a.sentAt.getTime() - b.sentAt.getTime())
        .slice(-limit)
        .map((message) => ({ ...message, taps: [...message.taps] }));
    },
    async tapped(messageId, tap) {
      const message = phone.get(messageId);
      message?.taps.push(tap);
      return message === undefined ? null : { packageId: message.packageId };
    },
  };
}
