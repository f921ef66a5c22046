import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { HttpRequest } from '@smithy/core/protocols';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { OpenConnection } from '../../adapters/aws/execute/open-connection.ts';

/** A running simulator of AWS. */
export interface Moto {
  /** Whatever was meant for AWS goes there instead, as it was signed and addressed. */
  open: OpenConnection;
  /** Nothing is left of what was made, and what is made next has the same names as the last time. */
  reset: () => Promise<void>;
  /** Why it could not do what was asked of it last; undefined where it answered as AWS does. */
  trouble: () => Promise<string | undefined>;
  stop: () => Promise<void>;
}

export async function startMoto(command: string, account: string): Promise<Moto> {
  const port = await freePort();
  const process = spawn(command, ['-H', '127.0.0.1', '-p', String(port)], {
    // Whose credentials it does not know is of this account, as in the catalog's examples.
    env: { PATH: '/usr/bin:/bin', MOTO_ACCOUNT_ID: account },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const log = followLog(process);
  await log.find(/Running on/);
  let page: string | undefined;

  const open: OpenConnection = () => {
    const inner = new NodeHttpHandler();
    return {
      handle: async (request, options) => {
        log.forget();
        const moved = Object.assign(HttpRequest.clone(request), {
          protocol: 'http:',
          hostname: '127.0.0.1',
          port,
        });
        const answer = await inner.handle(moved, options);
        page = pageOf(answer.response);
        return answer;
      },
      destroy: () => inner.destroy(),
    };
  };
  return {
    open,
    reset: async () => {
      for (const call of ['reset', 'seed?a=1']) {
        const answer = await fetch(`http://127.0.0.1:${port}/moto-api/${call}`, { method: 'POST' });
        if (!answer.ok) throw new Error(`moto was not reset: ${answer.status}.`);
      }
    },
    trouble: async () => {
      if (page === undefined) return undefined;
      if (page === '404') return 'moto has no such address';
      const [, error = '', said = ''] = await log.find(uncaught);
      return error === 'NotImplementedError'
        ? 'moto has not implemented it'
        : `moto fails: ${error} ${said}`.trim();
    },
    stop: async () => {
      process.kill('SIGTERM');
      await once(process, 'exit');
    },
  };
}

/** A web server's own page stands where AWS would have answered in its protocol. */
const pageOf = ({ statusCode, headers }: { statusCode: number; headers: Record<string, string> }) =>
  statusCode >= 400 && headers['content-type']?.startsWith('text/html') ? String(statusCode) : undefined;

/** The first of them where one led to another. */
const uncaught = /Traceback[^\n]*\n(?:[ \t][^\n]*\n|\n)*([A-Za-z][\w.]*)(?:: ([^\n]*))?\n/;

/** What a process writes, and whoever waits for a word of it. */
function followLog({ stderr }: ChildProcess) {
  let text = '';
  let wake = (): void => {};
  stderr?.setEncoding('utf8').on('data', (more: string) => {
    text += more;
    wake();
  });
  const find = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve) => {
      wake = () => {
        const found = pattern.exec(text);
        if (found) resolve(found);
      };
      wake();
    });
  return {
    find,
    forget: () => {
      text = '';
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port.');
  return address.port;
}
