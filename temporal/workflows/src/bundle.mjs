// Plain JavaScript, since the build script reads it before anything is compiled.
import { fileURLToPath } from 'node:url';

/**
 * What `bundleWorkflowCode` needs to bundle this room from its TypeScript source.
 *
 * The payload converter is baked into the bundle, so a worker is given the bundle (`workflowBundle`) and the plan codec
 * (`dataConverter.payloadCodecs`), never a `payloadConverterPath` of its own.
 *
 * @example
 * ```ts
 * const { code } = await bundleWorkflowCode(workflowBundleOptions());
 * await Worker.create({ workflowBundle: { code }, dataConverter: { payloadCodecs: [createPlanCodec(load)] }, … });
 * ```
 * @returns {{ workflowsPath: string, payloadConverterPath: string, preloadModules: string[] }}
 */
export function workflowBundleOptions() {
  return {
    workflowsPath: fileURLToPath(new URL('./workflows.ts', import.meta.url)),
    payloadConverterPath: fileURLToPath(new URL('./planPayloadConverter.ts', import.meta.url)),
    preloadModules: [fileURLToPath(new URL('./preload.ts', import.meta.url))],
  };
}
