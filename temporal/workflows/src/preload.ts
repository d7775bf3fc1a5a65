import '@noi/flow/run';
import './planPayloadConverter.ts';
import './workflows.ts';

// The SDK reads a stack for every promise in a workflow; without frames that costs next to nothing.
Error.stackTraceLimit = 0;
