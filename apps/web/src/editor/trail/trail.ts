const one = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
/** Deeper nothing is followed; calls go no deeper either. */
const trailPattern = new RegExp(`^${one}(\\.${one}){0,9}$`);

/** What the editor's address may say beside the flow. */
export interface EditorSearch {
  /** The flows that somebody came through to the one that is open, outermost first, joined by dots. */
  readonly trail?: string;
}

/** Reads the address; anything else than flows is left out. */
export function readEditorSearch({ trail }: Record<string, unknown>): EditorSearch {
  return typeof trail === 'string' && trailPattern.test(trail) ? { trail } : {};
}

/** The way into a flow that the open one calls. */
export function trailInto(flowId: string, trail: string | undefined): EditorSearch {
  return readEditorSearch({ trail: trail === undefined ? flowId : `${trail}.${flowId}` });
}

/** The flows on the way, outermost first, each with the way that leads back to it. */
export function trailBack(trail: string | undefined): readonly { readonly flowId: string; readonly search: EditorSearch }[] {
  const flows = trail?.split('.') ?? [];
  return flows.map((flowId, index) => ({ flowId, search: index === 0 ? {} : { trail: flows.slice(0, index).join('.') } }));
}
