/** What a column of a list may be: its key in the data, its kinds, and how long the words over it may get. */
export const columnKey = /^[a-z][a-zA-Z0-9]{0,39}$/;
export const columnTypes = ['text', 'phone'] as const;
export const longestColumnLabel = 120;
