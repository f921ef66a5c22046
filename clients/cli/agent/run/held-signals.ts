/** Those that would end this process. */
const ending = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'] as const satisfies NodeJS.Signals[];

export interface HeldSignals {
  /** The first that came while nobody took them. */
  held(): NodeJS.Signals | undefined;
  passTo(take: (signal: NodeJS.Signals) => void): void;
  hold(): void;
  release(): void;
}

/** Takes the signals of this process until it is released. */
export function holdSignals(take: (signal: NodeJS.Signals) => void): HeldSignals {
  let first: NodeJS.Signals | undefined;
  const hold = (signal: NodeJS.Signals): void => {
    first ??= signal;
  };
  let taker = take;
  const onSignal = (signal: NodeJS.Signals): void => taker(signal);
  for (const signal of ending) process.on(signal, onSignal);
  return {
    held: () => first,
    hold() {
      taker = hold;
    },
    passTo(next) {
      // A terminal gives its Ctrl-C to the command as well, which must not count it twice.
      taker = (signal) => {
        if (!process.stdin.isTTY || (signal !== 'SIGINT' && signal !== 'SIGQUIT')) next(signal);
      };
    },
    release() {
      for (const signal of ending) process.off(signal, onSignal);
    },
  };
}
