/** Own drawing: a letter in a rounded square, no trademark. */
export const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect x="2" y="2" width="20" height="20" rx="5" fill="#2563eb"/><path d="M8 7v10M16 7v10M8 12h8" fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round"/></svg>';
