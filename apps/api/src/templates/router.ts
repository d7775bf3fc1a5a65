import { router } from '../trpc/init.ts';
import { listTemplates } from './listTemplates.ts';

export const templatesRouter = router({ list: listTemplates });
