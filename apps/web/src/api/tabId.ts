/** Names this open tab for as long as the page lives. */
export const tabId: string = crypto.randomUUID();
