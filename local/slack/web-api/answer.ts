/** What a method of the Web API answers. */
export type Answer = { ok: true; [field: string]: unknown } | Refusal;

export interface Refusal {
  ok: false;
  error: string;
  errors?: string[];
  response_metadata?: { messages: string[] };
}

export const refusal = (error: string, errors: string[] = []): Refusal => ({
  ok: false,
  error,
  ...(errors.length > 0
    ? { errors, response_metadata: { messages: errors.map((each) => `[ERROR] ${each}`) } }
    : {}),
});
