import { type ClientSettings, createClient } from '@countersign/client';
import type { Command } from 'commander';
import type { AgentPorts } from '../../clients/cli/agent/agent-command.ts';
import { caughtTerminal } from './caught-terminal.ts';

/** One answer of the API: a status with a body, and the seconds that it took. 0 is no answer at all. */
export interface Move {
  status: number;
  body?: object;
  seconds?: number;
}

export interface Call {
  method: string;
  path: string;
  key: string | undefined;
  body: Record<string, unknown> | undefined;
}

/** A command of an agent on an API that answers as it is told, the last move again and again, on a clock nobody waits for. */
export async function runAgent(
  make: (ports: AgentPorts) => Command,
  args: readonly string[],
  moves: readonly Move[],
) {
  let now = Date.parse('2026-03-02T09:00:00.000Z');
  const calls: Call[] = [];
  const { said, terminal } = caughtTerminal();
  const answer: NonNullable<ClientSettings['fetch']> = async (input, init) => {
    const {
      status,
      body = {},
      seconds = 0,
    } = moves[Math.min(calls.length, moves.length - 1)] ?? { status: 0 };
    calls.push({
      method: init?.method ?? 'GET',
      path: new URL(String(input)).pathname,
      key: new Headers(init?.headers).get('idempotency-key') ?? undefined,
      body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
    });
    now += seconds * 1_000;
    if (status === 0) throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });
    return new Response(JSON.stringify(body), { status });
  };
  const ports: AgentPorts = {
    terminal,
    connect: (at, retrySeconds, onRetry) =>
      createClient({
        ...at,
        retrySeconds,
        onRetry,
        credentials: async () => ({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'example' }),
        fetch: answer,
        timing: {
          now: () => now,
          sleep: async (milliseconds) => {
            now += milliseconds;
          },
          random: () => 0,
        },
      }),
    now: () => now,
  };
  await make(ports)
    .exitOverride()
    .parseAsync(['--url', 'https://api.example.com', '--region', 'eu-west-1', ...args], { from: 'user' });
  return { ...said, calls };
}
