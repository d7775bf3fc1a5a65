import type { FlowGraph } from '../graph/FlowGraph.ts';
import { readingOrder } from '../graph/reach.ts';
import { openDraft, type ValidationRule } from './Draft.ts';
import type { ConnectionFact, FlowCatalog } from './FlowCatalog.ts';
import type { Issue } from './Issue.ts';
import { approvalsValid } from './rules/approvalsValid.ts';
import { branchesValid } from './rules/branchesValid.ts';
import { branchesWired } from './rules/branchesWired.ts';
import { businessHoursValid } from './rules/businessHoursValid.ts';
import { connectionsUsable } from './rules/connectionsUsable.ts';
import { containersFilled } from './rules/containersFilled.ts';
import { dataAvailable } from './rules/dataAvailable.ts';
import { dataFitsText } from './rules/dataFitsText.ts';
import { errorHandlerWired } from './rules/errorHandlerWired.ts';
import { fieldsFilled } from './rules/fieldsFilled.ts';
import { fieldsFresh } from './rules/fieldsFresh.ts';
import { fieldsValid } from './rules/fieldsValid.ts';
import { filesKept } from './rules/filesKept.ts';
import { formsValid } from './rules/formsValid.ts';
import { formulasFit } from './rules/formulasFit.ts';
import { frequencyCapValid } from './rules/frequencyCapValid.ts';
import { goalValid } from './rules/goalValid.ts';
import { levelsSound } from './rules/levelsSound.ts';
import { loopsValid } from './rules/loopsValid.ts';
import { nodesKnown } from './rules/nodesKnown.ts';
import { oneTrigger } from './rules/oneTrigger.ts';
import { quietHoursValid } from './rules/quietHoursValid.ts';
import { rulesValid } from './rules/rulesValid.ts';
import { scheduleValid } from './rules/scheduleValid.ts';
import { setsValid } from './rules/setsValid.ts';
import { spansValid } from './rules/spansValid.ts';
import { startRulesValid } from './rules/startRulesValid.ts';
import { stepsReachable } from './rules/stepsReachable.ts';
import { subflowsValid } from './rules/subflowsValid.ts';
import { templatesReadable } from './rules/templatesReadable.ts';
import { timezoneKnown } from './rules/timezoneKnown.ts';
import { triggerWired } from './rules/triggerWired.ts';
import { waitsValid } from './rules/waitsValid.ts';
import { wiresForward } from './rules/wiresForward.ts';
import { wiresSound } from './rules/wiresSound.ts';

export interface ValidateRequest {
  readonly graph: FlowGraph;
  readonly catalog: FlowCatalog;
  readonly connections: readonly ConnectionFact[];
  /** Of the flow itself, to find calls that come back to it. */
  readonly flowId?: string | undefined;
}

const rules: readonly ValidationRule[] = [
  oneTrigger,
  timezoneKnown,
  quietHoursValid,
  frequencyCapValid,
  businessHoursValid,
  startRulesValid,
  goalValid,
  formsValid,
  triggerWired,
  levelsSound,
  wiresSound,
  wiresForward,
  stepsReachable,
  errorHandlerWired,
  containersFilled,
  nodesKnown,
  connectionsUsable,
  fieldsFilled,
  fieldsFresh,
  fieldsValid,
  filesKept,
  templatesReadable,
  dataAvailable,
  dataFitsText,
  formulasFit,
  rulesValid,
  waitsValid,
  scheduleValid,
  setsValid,
  branchesValid,
  branchesWired,
  loopsValid,
  approvalsValid,
  spansValid,
  subflowsValid,
];

/** All that is to be mended in a draft: what is switched off counts as not there. Issues of the flow as a whole first, then step by step in reading order. */
export function validateGraph({ graph, catalog, connections, flowId }: ValidateRequest): readonly Issue[] {
  const draft = openDraft({ drawn: graph, catalog, connections, flowId });
  const place = new Map(readingOrder(graph).map((id, index) => [id, index]));
  const placeOf = ({ stepId }: Issue) => (stepId === undefined ? -1 : (place.get(stepId) ?? place.size));
  return rules.flatMap((rule) => rule(draft)).sort((left, right) => placeOf(left) - placeOf(right));
}
