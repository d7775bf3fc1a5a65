/** `+84912345678` → `0912 345 678`; other addresses stay as they are. */
export function showRecipient(to: string): string {
  const national = /^\+84(\d{9})$/.exec(to)?.[1];
  return national ? `0${national}`.replace(/^(\d{4})(\d{3})(\d{3})$/, '$1 $2 $3') : to;
}
