import type { NodePackage } from '@noi/node-sdk';
import { checkDeclaration } from './checkDeclaration.ts';
import { checkSandbox } from './checkSandbox.ts';

/**
 * Everything that the product relies on and types cannot say, as a list of sentences; empty when the package conforms. Runs
 * each scenario of the package's emulator with its default input and reads the callbacks with the package's own webhook.
 *
 * @example
 * ```ts
 * test('the package conforms', async () => expect(await checkPackage(ghnPackage)).toEqual([]));
 * ```
 */
export async function checkPackage(nodePackage: NodePackage): Promise<readonly string[]> {
  return [...checkDeclaration(nodePackage), ...(await checkSandbox(nodePackage))];
}
