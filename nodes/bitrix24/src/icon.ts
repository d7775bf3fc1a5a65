/** Own drawing: a card with a person, no trademark. */
export const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect x="2" y="2" width="20" height="20" rx="5" fill="#0891b2"/><circle cx="12" cy="9.4" r="3" fill="none" stroke="#fff" stroke-width="2.2"/><path d="M6.6 18c.6-3 2.7-4.4 5.4-4.4s4.800 1.400 5.400 4.400" fill="none" stroke="#fff" stroke-width="2.2" stroke-linecap="round"/></svg>';
