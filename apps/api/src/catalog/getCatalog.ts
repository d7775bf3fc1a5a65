import type { PackageDescriptor } from '@noi/node-sdk';
import { z } from 'zod';
import { memberProcedure } from '../trpc/init.ts';

/** Descriptors come from our own catalogue, which checked them at load. */
const Packages = z.object({ packages: z.custom<readonly PackageDescriptor[]>(Array.isArray) });

/** Every installed node with its form, data and samples. */
export const getCatalog = memberProcedure.output(Packages).query(({ ctx }) => ({ packages: ctx.services.catalog.packages }));
