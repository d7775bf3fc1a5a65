import type { Catalog } from '@noi/catalog';
import { AppError } from '@noi/errors';
import { type AnyAction, type LoaderContext, loadOptionPage } from '@noi/node-sdk';
import type { Connections, FormState } from '../Connections.ts';
import type { Contexts } from './createContexts.ts';
import { toAccountError } from './toAccountError.ts';

/** Choices and fields that only the account knows. */
export function createLoaders({ catalog, contexts }: { catalog: Catalog; contexts: Contexts }): Pick<Connections, 'options' | 'dynamicFields'> {
  function actionOf({ node, nodeVersion }: FormState): AnyAction {
    const action = catalog.actionDefinition(node, nodeVersion);
    if (!action) throw new AppError('node_unknown', { message: `No installed package has ${node}@${nodeVersion}` });
    return action;
  }

  async function load<T>(form: FormState & { search?: string; cursor?: string | undefined }, loader: (context: LoaderContext) => Promise<T>): Promise<T> {
    try {
      const action = { id: form.node, version: form.nodeVersion };
      const { http, client } = await contexts.forAction({ workspaceId: form.workspaceId, connectionId: form.connectionId, action });
      return await loader({ http, client, input: form.input, search: form.search ?? '', ...(form.cursor !== undefined && { cursor: form.cursor }) });
    } catch (error) {
      throw toAccountError(error);
    }
  }

  return {
    async options(form) {
      const loader = actionOf(form).options?.[form.field];
      if (!loader) throw new AppError('invalid_request', { message: `${form.node} loads no choices for "${form.field}"`, field: form.field });
      return load(form, (context) => loadOptionPage(loader, context));
    },
    async dynamicFields(form) {
      const dynamic = actionOf(form).dynamicFields?.[form.field];
      if (!dynamic) throw new AppError('invalid_request', { message: `${form.node} loads no fields for "${form.field}"`, field: form.field });
      return load(form, dynamic.load);
    },
  };
}
