/** Time as the interpreter sees it: tests drive a virtual one. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after so many milliseconds, unless cancelled. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** setTimeout fires at once beyond 2^31 - 1 ms, 24.8 days; a state may wait longer. */
const longestTimer = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: Date.now,
  after(milliseconds, callback) {
    const due = Date.now() + milliseconds;
    let timer: NodeJS.Timeout;
    const wait = (): void => {
      const left = due - Date.now();
      timer = left > longestTimer ? setTimeout(wait, longestTimer) : setTimeout(callback, Math.max(0, left));
    };
    wait();
    return () => clearTimeout(timer);
  },
};
