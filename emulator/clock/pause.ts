/** Waits, or ends at once when the emulator closes. */
export type Pause = (milliseconds: number) => Promise<void>;

type After = (milliseconds: number, callback: () => void) => () => void;

/** Pauses by a clock: where a test moves it on, they are over. */
export const pauseBy =
  (after: After, closed: AbortSignal): Pause =>
  (milliseconds) =>
    new Promise((resolve) => {
      const end = (): void => {
        cancel();
        closed.removeEventListener('abort', end);
        resolve();
      };
      const cancel = after(milliseconds, end);
      closed.addEventListener('abort', end);
    });
