import { v7 } from 'uuid';

/** A new UUIDv7: unique, sorts by the moment it was made, and so chooses its row's monthly partition. */
export function newId(): string {
  return v7();
}
