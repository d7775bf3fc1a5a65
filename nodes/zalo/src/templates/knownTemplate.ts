import { type HttpClient, type Logger, NodeError } from '@noi/node-sdk';
import { loadTemplate, type ZnsTemplate } from './ZnsTemplate.ts';

const freshMs = 10 * 60_000;

interface Known {
  readonly template: ZnsTemplate;
  readonly loadedAt: number;
}

/** One client belongs to one account, so templates of different shops never meet here. */
const byClient = new WeakMap<HttpClient, Map<string, Known>>();

export interface TemplateRequest {
  readonly http: HttpClient;
  readonly templateId: string;
  readonly now: Date;
  readonly logger: Logger;
}

/**
 * The template's definition as read in the last ten minutes. `undefined` when Zalo does not give it: sending then goes on
 * unchecked, since Zalo checks again and says more.
 */
export async function knownTemplate({ http, templateId, now, logger }: TemplateRequest): Promise<ZnsTemplate | undefined> {
  const known = byClient.get(http)?.get(templateId);
  if (known !== undefined && now.getTime() - known.loadedAt < freshMs) return known.template;
  try {
    const template = await loadTemplate(http, templateId);
    const templates = byClient.get(http) ?? new Map<string, Known>();
    byClient.set(http, templates.set(templateId, { template, loadedAt: now.getTime() }));
    return template;
  } catch (error) {
    if (!(error instanceof NodeError) || error.kind === 'unauthorized') throw error;
    logger.debug({ templateId, kind: error.kind, code: error.options.providerCode }, 'Template could not be read before sending');
    return undefined;
  }
}
