import { type FlowFile, FlowGraph, planImport } from '@noi/flow';
import { z } from 'zod';
import type { MemberContext } from '../trpc/Context.ts';
import { memberProcedure } from '../trpc/init.ts';
import { Text } from '../trpc/wire.ts';
import { FileSource, readSource } from './FileSource.ts';

/** What taking a file in would mean, before anything is made. */
export const ImportPreview = z.object({
  name: z.string(),
  graph: FlowGraph,
  tests: z.number(),
  /** Steps whose nodes are not installed here; they are kept, to be replaced. */
  unknown: z.array(z.object({ stepId: z.string(), title: Text, node: z.string() })),
  /** Accounts that its steps need; `chosen` where the shop has exactly one that fits. */
  accounts: z.array(
    z.object({
      type: z.string(),
      title: Text,
      steps: z.array(Text),
      choices: z.array(z.object({ id: z.string(), name: z.string(), mode: z.enum(['live', 'sandbox']) })),
      chosen: z.string().nullable(),
    }),
  ),
  /** What the file left out on purpose. */
  refill: z.array(z.object({ stepId: z.string(), title: Text, field: Text })),
});

export async function previewImport(ctx: MemberContext, source: FileSource): Promise<z.infer<typeof ImportPreview>> {
  return previewFile(ctx, await readSource(ctx.services, source));
}

async function previewFile(ctx: MemberContext, file: FlowFile): Promise<z.infer<typeof ImportPreview>> {
  const { db, catalog } = ctx.services;
  const connections = await db.connections.list(ctx.member.workspaceId);
  const { unknown, accounts, refill } = planImport(file, catalog);
  return {
    name: file.name,
    graph: file.graph,
    tests: file.tests.length,
    unknown: [...unknown],
    refill: [...refill],
    accounts: accounts.map(({ type, steps }) => {
      const choices = connections.filter((one) => one.type === type).map(({ id, name, mode }) => ({ id, name, mode }));
      const title = catalog.connectionDefinition(type)?.title ?? { vi: type, en: type };
      return { type, title, steps: [...steps], choices, chosen: choices.length === 1 ? (choices[0]?.id ?? null) : null };
    }),
  };
}

export const previewImportProcedure = memberProcedure
  .input(FileSource)
  .output(ImportPreview)
  .mutation(({ ctx, input }) => previewImport(ctx, input));
