/** Where a command speaks: answers to `out`, problems to `err`. A pipe has no `status` line to rewrite. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  status?: (text: string) => void;
  exitWith(code: number): void;
}

export const processTerminal: Terminal = {
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
  ...(process.stderr.isTTY && { status: (text: string) => void process.stderr.write(`\r\x1b[K${text}`) }),
  exitWith: (code) => {
    process.exitCode = code;
  },
};

/** Text that others wrote, on one line and without what a terminal would obey. */
export const plain = (text: string): string =>
  text.replace(/\p{C}/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`);
