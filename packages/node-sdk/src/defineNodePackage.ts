import type { Text } from '@noi/events';
import type { AnyAction } from './defineAction.ts';
import type { ConnectionDefinition } from './defineConnection.ts';
import type { SandboxDefinition } from './defineSandbox.ts';
import type { TriggerDefinition } from './defineTrigger.ts';
import type { RateLimit } from './RateLimit.ts';

export interface NodePackage {
  /** Short, lower case, unique: `haravan`. Every id inside starts with it and a dot. */
  readonly id: string;
  readonly version: string;
  readonly title: Text;
  /** SVG markup, 24×24, shown as an image. */
  readonly icon: string;
  readonly connections: readonly ConnectionDefinition[];
  readonly triggers: readonly TriggerDefinition[];
  readonly actions: readonly AnyAction[];
  readonly sandbox?: SandboxDefinition;
  /** The provider's limits by rate class, for each account on its own. A class that is not named is not limited. */
  readonly rates?: Readonly<Record<string, RateLimit>>;
}

/**
 * The default door of a node package: everything that an integrator publishes.
 * @public
 */
export function defineNodePackage(definition: NodePackage): NodePackage {
  return definition;
}
