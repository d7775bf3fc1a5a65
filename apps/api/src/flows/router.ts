import { router } from '../trpc/init.ts';
import { applyEditsProcedure } from './applyEdits.ts';
import { listCallable } from './calledFlows.ts';
import { compareVersionsProcedure } from './compareVersions.ts';
import { createFlow } from './createFlow.ts';
import { duplicateFlow } from './duplicateFlow.ts';
import { entryRefusals } from './entryRefusals.ts';
import { flowDocument } from './flowDocument.ts';
import { flowNumbers } from './flowNumbers.ts';
import { getFlow } from './getFlow.ts';
import { listFlows } from './listFlows.ts';
import { listVersions } from './listVersions.ts';
import { cancelMoveProcedure, moveOfFlow } from './moves.ts';
import { nameVersion } from './nameVersion.ts';
import { pauseFlow } from './pauseFlow.ts';
import { previewPublishProcedure } from './previewPublish.ts';
import { publishFlowProcedure } from './publishFlow.ts';
import { removeFlow } from './removeFlow.ts';
import { renameFlow } from './renameFlow.ts';
import { restoreVersion } from './restoreVersion.ts';
import { overdueOfFlow, resumeFlowProcedure } from './resumeFlow.ts';
import { simulateFlowProcedure } from './simulateFlow.ts';
import { startByHand, startForm } from './startByHand.ts';
import { stopProgress, stopRuns } from './stopRuns.ts';

export const flowsRouter = router({
  list: listFlows,
  callable: listCallable,
  get: getFlow,
  create: createFlow,
  rename: renameFlow,
  remove: removeFlow,
  duplicate: duplicateFlow,
  // `apply` itself is a name that tRPC keeps for functions.
  applyEdits: applyEditsProcedure,
  publish: publishFlowProcedure,
  publishPreview: previewPublishProcedure,
  move: moveOfFlow,
  cancelMove: cancelMoveProcedure,
  pause: pauseFlow,
  resume: resumeFlowProcedure,
  overdue: overdueOfFlow,
  stopRuns,
  stopProgress,
  versions: listVersions,
  compare: compareVersionsProcedure,
  document: flowDocument,
  nameVersion,
  numbers: flowNumbers,
  restore: restoreVersion,
  simulate: simulateFlowProcedure,
  startByHand,
  entryRefusals,
  startForm,
});
