import type { FieldDescriptor } from '@noi/node-sdk';
import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';
import { Id, Text } from '../trpc/wire.ts';

const FormState = z.object({
  connectionId: Id,
  node: z.string().max(120),
  nodeVersion: z.number().int().positive(),
  field: z.string().max(80),
  input: z.record(z.string(), z.unknown()).default({}),
});

const Option = z.object({ value: z.string(), label: z.string(), hint: z.string().optional(), disabled: z.boolean().optional() });

/** Choices of a field, asked of the account, page by page. `next` goes in as `cursor`. */
export const loadOptions = memberProcedure
  .input(FormState.extend({ search: z.string().max(200).default(''), cursor: z.string().max(400).optional() }))
  .output(z.object({ options: z.array(Option), next: z.string().nullable() }))
  .query(async ({ ctx, input }) => {
    const { options, next = null } = await ctx.services.connections.options({ ...input, workspaceId: ctx.member.workspaceId });
    return { options: [...options], next };
  });

const Dynamic = z.object({
  fields: z.array(z.custom<FieldDescriptor>((value) => typeof value === 'object' && value !== null)),
  title: z.string().optional(),
  priceVnd: z.number().optional(),
  previewUrl: z.string().optional(),
  buttons: z.array(z.string()).readonly().optional(),
  facts: z.array(Text).readonly().optional(),
});

/** Fields that only the account knows, such as the parameters of a ZNS template. */
export const loadDynamicFields = memberProcedure
  .input(FormState)
  .output(Dynamic)
  .query(async ({ ctx, input }) => {
    const loaded = await ctx.services.connections.dynamicFields({ ...input, workspaceId: ctx.member.workspaceId });
    return { ...loaded, fields: [...loaded.fields] };
  });
