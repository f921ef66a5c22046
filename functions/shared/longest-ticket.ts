/** Characters of a ticket: a resource of 2,048, and a hundred people who signed, in base64. */
export const longestTicket = 16_384;
