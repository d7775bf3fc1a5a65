import { Hono } from 'hono';
import { accessTokenSeconds, type ZaloAccounts } from './ZaloAccounts.ts';

const refDoc = 'https://developers.zalo.me/docs/official-account/bat-dau/xac-thuc-va-uy-quyen-cho-ung-dung-new';

/** `oauth.zaloapp.com`: the token endpoint of OAuth v4. Refusals come with HTTP 200, as everything of Zalo's. */
export function oauthRoutes(accounts: ZaloAccounts): Hono {
  const app = new Hono();
  app.post('/v4/oa/access_token', async (context) => {
    const refuse = (error: number, name: string, reason: string) =>
      context.json({ error_name: name, error_reason: reason, ref_doc: refDoc, error_description: reason, error });
    const form = Object.fromEntries(new URLSearchParams(await context.req.text()));
    const account = accounts.byApp(form.app_id ?? '');
    if (account === undefined) return refuse(-14001, 'Invalid app id', 'The app id does not exist');
    if (context.req.header('secret_key') !== account.appSecret) return refuse(-14004, 'Invalid secret key', 'The secret key of the app is invalid');
    if (form.grant_type !== 'refresh_token') return refuse(-14005, 'Invalid grant type', 'Only refresh_token can be tried here');
    const exchange = await accounts.refresh(account, form.refresh_token ?? '');
    if (!exchange.ok) return refuse(exchange.error, exchange.name, exchange.reason);
    return context.json({ access_token: account.accessToken, refresh_token: account.refreshToken, expires_in: String(accessTokenSeconds) });
  });
  return app;
}
