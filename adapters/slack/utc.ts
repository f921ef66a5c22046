/** A moment as people read it: `2026-01-05 12:00 UTC`. */
export const utc = (at: string): string => `${at.slice(0, 16).replace('T', ' ')} UTC`;
