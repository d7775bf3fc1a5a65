import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import type { LookUpHost } from './NetworkPolicy.ts';

/** Whether an address may be dialled: public unicast only. Private, loopback, link-local (metadata services), shared and reserved ones may not. */
function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return parsed.range() === 'unicast';
}

export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
  readonly code = 'ERR_NOI_ADDRESS_REFUSED';
}

/** Every address of a host, all of them public; one private address among them refuses the host, so that nothing is left to chance. */
export async function resolvePublic(host: string, lookUp: LookUpHost = lookUpSystem): Promise<readonly LookupAddress[]> {
  const bare = host.replace(/^\[|\]$/g, '');
  const addresses = ipaddr.isValid(bare) ? [{ address: bare, family: ipaddr.parse(bare).kind() === 'ipv6' ? 6 : 4 }] : await lookUp(bare);
  const refused = addresses.find(({ address }) => !isPublicAddress(address));
  if (refused || addresses.length === 0) throw new AddressRefused('The host has an address that is not public');
  return addresses;
}

function lookUpSystem(host: string): Promise<readonly LookupAddress[]> {
  return lookup(host, { all: true, verbatim: true });
}
