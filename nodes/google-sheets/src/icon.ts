/** Own drawing: a table in a rounded square, no trademark. */
export const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect x="2" y="2" width="20" height="20" rx="5" fill="#15803d"/><path d="M6.500 7h11v10h-11zM6.500 10.500h11M6.500 13.800h11M11 7v10" fill="none" stroke="#fff" stroke-width="1.800" stroke-linejoin="round"/></svg>';
