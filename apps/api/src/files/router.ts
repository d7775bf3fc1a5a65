import { router } from '../trpc/init.ts';
import { exportFlowProcedure } from './exportFlow.ts';
import { importFlowProcedure } from './importFlow.ts';
import { createLinkProcedure, listLinks, openLink, withdrawLinkProcedure } from './links.ts';
import { previewImportProcedure } from './previewImport.ts';

export const filesRouter = router({
  export: exportFlowProcedure,
  preview: previewImportProcedure,
  import: importFlowProcedure,
  links: listLinks,
  createLink: createLinkProcedure,
  withdrawLink: withdrawLinkProcedure,
  openLink,
});
