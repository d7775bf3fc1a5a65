import type { Services } from '../services/Services.ts';

/** Who is asking, and for which shop. Every query below it carries `workspaceId`. */
export interface Member {
  readonly workspaceId: string;
  /** Null for an API key. */
  readonly userId: string | null;
  readonly name: string;
  readonly email: string | null;
  readonly role: string;
  readonly locale: string;
}

export interface Context {
  readonly services: Services;
  readonly member: Member | null;
}

/** A context past the sign-in check; what every domain function of this room takes first. */
export interface MemberContext extends Context {
  readonly member: Member;
}
