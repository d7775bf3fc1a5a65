/** An order code as both the shop system and the carrier can be compared by: trimmed, without leading `#`, upper case. */
export function normalizeCode(code: string): string {
  return code.trim().replace(/^#+/, '').trim().toUpperCase();
}

/** A tracking code without the blanks that copying brings. Carriers tell upper and lower case apart, or use one of them only: left as it is. */
export function normalizeTracking(code: string): string {
  return code.trim();
}
