/** Answers what it was asked, and `/status/<code>` with that status: something for the HTTP request step to call. */
export async function echo(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const status = /^\/status\/([2-5]\d\d)$/.exec(url.pathname)?.[1];
  if (status !== undefined) return Response.json({ status: Number(status) }, { status: Number(status) });
  if (url.pathname !== '/echo') return Response.json({ error: 'Not found' }, { status: 404 });
  return Response.json({
    method: request.method,
    query: Object.fromEntries(url.searchParams),
    headers: Object.fromEntries(request.headers),
    body: await request.text(),
  });
}
