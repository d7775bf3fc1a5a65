/** Own drawing: a letter in a rounded square, no trademark. */
export const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect x="2" y="2" width="20" height="20" rx="5" fill="#ea580c"/><path d="M16 8.6A5 5 0 1 0 16.5 15v-2.6H13" fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/></svg>';
