import { type HttpClient, type Logger, NodeError } from '@noi/node-sdk';
import { loadTemplate, type ZnsTemplate } from './ZnsTemplate.ts';

/** An approved template cannot be edited, so what is remembered goes out of date only when the shop replaces it. */
const freshMs = 10 * 60_000;
const mostKnown = 500;

interface Known {
  readonly template: ZnsTemplate;
  readonly loadedAt: number;
}

/** By account and template: those of two shops never meet here. */
const known = new Map<string, Known>();

export interface TemplateRequest {
  readonly http: HttpClient;
  /** Nothing is remembered without it. */
  readonly connectionId: string | undefined;
  readonly templateId: string;
  readonly now: Date;
  readonly logger: Logger;
}

/**
 * The template's definition as read in the last ten minutes. `undefined` when Zalo does not give it: sending then goes on
 * unchecked, since Zalo checks again and says more.
 */
export async function knownTemplate({ http, connectionId, templateId, now, logger }: TemplateRequest): Promise<ZnsTemplate | undefined> {
  const key = connectionId === undefined ? undefined : `${connectionId}\n${templateId}`;
  const remembered = key === undefined ? undefined : known.get(key);
  if (remembered !== undefined && Math.abs(now.getTime() - remembered.loadedAt) < freshMs) return remembered.template;
  try {
    const template = await loadTemplate(http, templateId);
    // A closed one may be opened at any time, and then messages should go at once.
    if (key !== undefined && template.status === 'ENABLE') remember(key, { template, loadedAt: now.getTime() });
    return template;
  } catch (error) {
    if (!(error instanceof NodeError) || error.kind === 'unauthorized') throw error;
    logger.debug({ templateId, kind: error.kind, code: error.options.providerCode }, 'Template could not be read before sending');
    return undefined;
  }
}

/** The oldest makes room. */
function remember(key: string, entry: Known): void {
  known.delete(key);
  known.set(key, entry);
  const [oldest] = known.keys();
  if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
}
