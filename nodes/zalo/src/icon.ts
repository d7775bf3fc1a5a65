/** A speech bubble with a Z: our own glyph, not Zalo's logo. */
export const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none"><path d="M12 3c5.2 0 9 3.3 9 7.7s-3.8 7.7-9 7.7c-.9 0-1.8-.1-2.6-.3L5 21v-4.2c-1.3-1.5-2-3.7-2-6.1C3 6.3 6.8 3 12 3Z" fill="#2563EB"/><path d="M8.7 7.7h6.600l-5 6.100h5" stroke="#fff" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"/></svg>';
