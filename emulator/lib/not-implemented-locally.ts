/** Something that is asked for and would have to be faked. It stops the start, by name. */
export class NotImplementedLocally extends Error {
  constructor(what: string) {
    super(`${what} is not implemented locally`);
    this.name = 'NotImplementedLocally';
  }
}

export type Attempt<Value> = { ok: true; value: Value } | { ok: false; problems: string[] };

/** What is read, or why it cannot be played here. Any other error is a bug and goes on. */
export function attempt<Value>(read: () => Attempt<Value>): Attempt<Value> {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotImplementedLocally) return { ok: false, problems: [error.message] };
    throw error;
  }
}
