import { FlowGraph } from '@noi/flow';
import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';
import { Text } from '../trpc/wire.ts';
import { templates } from './templates.ts';

export const TemplateView = z.object({ id: z.string(), title: Text, summary: Text, packages: z.array(z.string()), graph: FlowGraph });

/** Ready-made flows to start from. */
export const listTemplates = memberProcedure
  .output(z.array(TemplateView))
  .query(() => templates.map((template) => ({ ...template, packages: [...template.packages] })));
