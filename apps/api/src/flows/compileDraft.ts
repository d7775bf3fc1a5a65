import type { FlowRow } from '@noi/db';
import { AppError } from '@noi/errors';
import { compileGraph, type FlowCatalog, type Plan } from '@noi/flow';
import { withShopFiles } from '../shopFiles/shopFiles.ts';
import type { MemberContext } from '../trpc/Context.ts';
import { withCalledFlows } from './calledFlows.ts';
import { connectionFacts } from './requireFlow.ts';

/** A draft as it would go live, and the catalogue by which it was read. */
export interface CompiledDraft {
  readonly plan: Plan;
  readonly catalog: FlowCatalog;
}

/**
 * Compiles a draft with what the shop's accounts and other flows say of it. Throws `flow_invalid` with what is to be mended.
 * A trial calls nobody, so an account that must be connected again does not stand in its way.
 */
export async function compileDraft(ctx: MemberContext, flow: FlowRow, { isTrial = false }: { isTrial?: boolean } = {}): Promise<CompiledDraft> {
  const called = await withCalledFlows(ctx, flow);
  const facts = await connectionFacts(ctx);
  const connections = isTrial ? facts.map((fact) => ({ ...fact, state: 'ok' as const })) : [...facts];
  // A trial reads no file, so one that is gone does not stand in its way either.
  const catalog = isTrial ? called : withShopFiles(called, await ctx.services.db.shopFiles.list(flow.workspaceId));
  const compiled = compileGraph({ graph: flow.graph, flowId: flow.id, catalog, connections });
  if (!compiled.ok) throw new AppError('flow_invalid', { message: 'The flow has problems to fix first', issues: compiled.issues });
  return { plan: compiled.plan, catalog };
}
