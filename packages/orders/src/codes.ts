/** A tracking code without the blanks that copying brings. Carriers tell upper and lower case apart, or use one of them only: left as it is. */
export function normalizeTracking(code: string): string {
  return code.trim();
}
