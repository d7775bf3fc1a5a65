/** A wire between two knots: the product's own building blocks. */
export const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#475569" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"><circle cx="5.5" cy="7" r="2.5"/><circle cx="18.5" cy="17" r="2.5"/><path d="M8 7h4.5a3 3 0 0 1 3 3v4a3 3 0 0 0 .5 1.6"/></svg>';
