import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Sandbox } from '@noi/node-sdk';
import type { Fault } from './createFaults.ts';

export interface EmulatorCall {
  readonly sandbox: Sandbox;
  /** Address inside the emulator, as the provider's own path. */
  readonly request: Request;
  readonly fault: Fault | undefined;
  readonly bindings: HttpBindings;
}

/** Answers one call as the emulator would, or with the mishap that was asked for. */
export async function serveEmulator({ sandbox, request, fault, bindings }: EmulatorCall): Promise<Response> {
  if (fault === undefined) return sandbox.fetch(request);
  if (fault.status !== undefined) return failure(fault.status, fault.retryAfter);
  if (fault.kind === 'accept_then_500' || fault.kind === 'accept_then_hang') await sandbox.fetch(request);
  if (fault.kind === 'accept_then_500') return failure(500, fault.retryAfter);
  if (fault.kind === 'reset') bindings.incoming.socket.resetAndDestroy();
  // A hanging call stays open until the caller gives up or the server closes.
  return RESPONSE_ALREADY_SENT;
}

function failure(status: number, retryAfter: number | undefined): Response {
  const headers: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return Response.json({ message: `Sandbox fault ${status}` }, { status, headers });
}

/** The same request with the emulator's prefix taken off its path. */
export function withoutPrefix(request: Request, prefix: string): Request {
  const url = new URL(request.url);
  url.pathname = url.pathname.slice(prefix.length) || '/';
  return new Request(url, request);
}
