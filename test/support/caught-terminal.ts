import type { Terminal } from '../../clients/cli/terminal.ts';

/** What a command has said so far: a line each time it speaks. */
export interface Said {
  out: string;
  err: string;
  status: string[];
  code: number;
}

/** A terminal that nobody looks at. */
export function caughtTerminal(): { said: Said; terminal: Terminal } {
  const said: Said = { out: '', err: '', status: [], code: 0 };
  return {
    said,
    terminal: {
      out: (text) => {
        said.out += `${text}\n`;
      },
      err: (text) => {
        said.err += `${text}\n`;
      },
      status: (text) => void said.status.push(text),
      exitWith: (code) => {
        said.code = code;
      },
    },
  };
}
