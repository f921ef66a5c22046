/** Whoever wrote it cannot end the quotation and go on as if they were us. */
export const quoted = (text: string): string => `“${text.replace(/[“”]/g, '"')}”`;
