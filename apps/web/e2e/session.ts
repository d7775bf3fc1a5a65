import type { Product } from './product.ts';

/** The browser's procedures, called as the browser calls them: with the owner's cookie, from the product's own origin. */
export class Session {
  private constructor(
    private readonly url: string,
    private readonly cookie: string,
  ) {}

  static async open({ demo }: Product): Promise<Session> {
    const answer = await fetch(`${demo.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: demo.url },
      body: JSON.stringify({ email: demo.email, password: demo.password }),
    });
    if (!answer.ok) throw new Error(`Signing in answered ${answer.status}: ${await answer.text()}`);
    const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0]);
    return new Session(demo.url, cookie.join('; '));
  }

  /** The whole answer of a query as text. */
  async query(path: string, input?: unknown): Promise<string> {
    const search = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
    const answer = await fetch(`${this.url}/trpc/${path}${search}`, { headers: { cookie: this.cookie } });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`);
    return text;
  }

  async mutate<T>(path: string, input: unknown): Promise<{ text: string; data: T }> {
    const headers = { 'content-type': 'application/json', origin: this.url, cookie: this.cookie };
    const answer = await fetch(`${this.url}/trpc/${path}`, { method: 'POST', headers, body: JSON.stringify(input) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text}`);
    return { text, data: (JSON.parse(text) as { result: { data: T } }).result.data };
  }
}
