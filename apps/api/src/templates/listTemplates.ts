import type { Catalog } from '@noi/catalog';
import { Expectation, FlowGraph, Scenario } from '@noi/flow';
import { type Template, templateCategories, templates } from '@noi/templates';
import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Text } from '../trpc/wire.ts';
import { accountTypeOf } from './accountTypeOf.ts';

/** An account that a template works through. */
const Need = z.object({ type: z.string(), packageId: z.string(), title: Text, isConnected: z.boolean() });

export const TemplateView = z.object({
  id: z.string(),
  title: Text,
  summary: Text,
  category: z.enum(templateCategories),
  tags: z.array(z.string()),
  packages: z.array(z.string()),
  needs: z.array(Need),
  graph: FlowGraph,
  /** An example: what comes in, and what then happens. */
  story: z.object({ scenario: Scenario, expects: z.array(Expectation) }),
});

/** Ready-made flows to start from, and whether the shop has the accounts that each works through. */
export async function readTemplates({ services, member }: MemberContext): Promise<z.infer<typeof TemplateView>[]> {
  const connected = new Set((await services.db.connections.list(member.workspaceId)).map(({ type }) => type));
  return templates.map((template) => ({
    ...template,
    tags: [...template.tags],
    packages: [...template.packages],
    needs: needsOf(services.catalog, template).map((need) => ({ ...need, isConnected: connected.has(need.type) })),
    story: { ...template.story, expects: [...template.story.expects] },
  }));
}

function needsOf(catalog: Catalog, { graph }: Template) {
  const types = Object.values(graph.steps).flatMap((step) =>
    step.kind === 'action' || step.kind === 'trigger' || step.kind === 'waitForEvent' ? (accountTypeOf(catalog, step) ?? []) : [],
  );
  return [...new Set(types)].flatMap((type) => {
    const definition = catalog.connectionDefinition(type);
    return definition ? [{ type, packageId: catalog.packageOf(type)?.id ?? '', title: definition.title }] : [];
  });
}

export const listTemplates = memberProcedure.output(z.array(TemplateView)).query(({ ctx }) => readTemplates(ctx));
