import { createHash, createVerify, generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { defineSandbox, doorToken } from '@noi/node-sdk';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { createBooks } from './createBooks.ts';
import { demoBooks } from './demoBooks.ts';

interface Account {
  readonly email: string;
  readonly privateKey: string;
  readonly publicKey: string;
  readonly accessToken: string;
  /** Epoch ms. */
  readonly accessTokenEndsAt: number;
}

const tokenSeconds = 3_599;
const Claims = z.object({ iss: z.string(), scope: z.string(), aud: z.literal('https://oauth2.googleapis.com/token'), iat: z.number(), exp: z.number() });
const statuses = { 400: 'INVALID_ARGUMENT', 401: 'UNAUTHENTICATED', 403: 'PERMISSION_DENIED', 404: 'NOT_FOUND' } as const;

/** Google's token endpoint for service accounts and the Sheets API's calls on values, by their documents. One spreadsheet of the shop's is shared with every account. */
export const googleSheetsSandbox = defineSandbox({
  async start(host) {
    const { store } = host;
    const books = createBooks(store);
    const app = new Hono();

    const accountOf = async (test: (account: Account) => boolean) => (await store.list<Account>('account:')).find(({ value }) => test(value));
    const newToken = (email: string) => {
      const now = host.now().getTime();
      return { accessToken: `ya29.${createHash('sha256').update(`${email}${now}`).digest('base64url')}`, accessTokenEndsAt: now + tokenSeconds * 1_000 };
    };
    const fail = (context: Context, code: keyof typeof statuses, message: string) => context.json({ error: { code, message, status: statuses[code] } }, code);

    app.post('/oauth/token', async (context) => {
      const form = new URLSearchParams(await context.req.text());
      const refuse = (description: string) => context.json({ error: 'invalid_grant', error_description: description }, 400);
      const [head = '', body = '', signature = ''] = (form.get('assertion') ?? '').split('.');
      const claims = Claims.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString() || 'null')).data;
      if (claims === undefined || claims.exp - claims.iat > 3_600) return refuse('Invalid JWT: Token must be a short-lived token (60 minutes)');
      const found = await accountOf(({ email }) => email === claims.iss);
      if (found === undefined) return refuse('Invalid grant: account not found');
      if (!createVerify('RSA-SHA256').update(`${head}.${body}`).verify(found.value.publicKey, signature, 'base64url')) return refuse('Invalid JWT Signature.');
      const token = newToken(found.value.email);
      await store.set(found.key, { ...found.value, ...token } satisfies Account);
      return context.json({ access_token: token.accessToken, expires_in: tokenSeconds, token_type: 'Bearer' });
    });

    app.use('/sheets/*', async (context, next) => {
      const given = context.req.header('authorization') ?? '';
      const found = await accountOf(({ accessToken }) => given === `Bearer ${accessToken}`);
      if (found !== undefined && found.value.accessTokenEndsAt > host.now().getTime()) return next();
      return fail(context, 401, 'Request had invalid authentication credentials.');
    });
    app.get('/sheets/v4/spreadsheets/:id', async (context) => {
      const book = await books.read(context.req.param('id'));
      if (book === null) return fail(context, 404, 'Requested entity was not found.');
      return context.json({ sheets: Object.keys(book).map((title, index) => ({ properties: { sheetId: index, title, index } })) });
    });
    app.get('/sheets/v4/spreadsheets/:id/values/:range', async (context) => {
      const book = await books.read(context.req.param('id'));
      if (book === null) return fail(context, 404, 'Requested entity was not found.');
      const range = context.req.param('range');
      const values = books.values(book, range);
      if (values === null) return fail(context, 400, `Unable to parse range: ${range}`);
      return context.json({ range, majorDimension: 'ROWS', ...(values.length > 0 ? { values } : {}) });
    });
    const Rows = z.object({ values: z.array(z.array(z.union([z.string(), z.number(), z.boolean()]))) });
    app.post('/sheets/v4/spreadsheets/:id/values/:call', async (context) => {
      const [, range] = /^(.*):append$/.exec(context.req.param('call')) ?? [];
      const rows = Rows.safeParse(await context.req.json().catch(() => null)).data;
      if (range === undefined || rows === undefined || !context.req.query('valueInputOption')) return fail(context, 400, "'valueInputOption' is required");
      const updatedRange = await books.append({ id: context.req.param('id'), range, rows: rows.values });
      if (updatedRange === 'no book') return fail(context, 404, 'Requested entity was not found.');
      if (updatedRange === 'no sheet') return fail(context, 400, `Unable to parse range: ${range}`);
      return context.json({ spreadsheetId: context.req.param('id'), updates: { updatedRange, updatedRows: rows.values.length } });
    });
    app.notFound((context) => fail(context, 404, 'Method not found.'));

    return {
      services: { sheets: '/sheets', oauth: '/oauth' },
      fetch: (request) => app.fetch(request),
      async openAccount({ doorUrl }) {
        for (const [id, sheets] of Object.entries(demoBooks)) await books.addWhereMissing(id, sheets);
        const name = createHash('sha256').update(doorToken(doorUrl)).digest('hex').slice(0, 12);
        const account = (await store.get<Account>(`account:${name}`)) ?? (await newAccount(`noi-${name}@chay-thu.iam.gserviceaccount.com`));
        await store.set(`account:${name}`, account);
        return {
          keyFile: JSON.stringify({ type: 'service_account', client_email: account.email, private_key: account.privateKey }),
          accessToken: account.accessToken,
          accessTokenExpiresAt: new Date(account.accessTokenEndsAt).toISOString(),
        };
      },
    };

    async function newAccount(email: string): Promise<Account> {
      const pem = { type: 'pkcs8', format: 'pem' } as const;
      const keys = await promisify(generateKeyPair)('rsa', {
        modulusLength: 2048,
        publicKeyEncoding: { type: 'spki', format: 'pem' },
        privateKeyEncoding: pem,
      });
      return { email, ...keys, ...newToken(email) };
    }
  },
});
