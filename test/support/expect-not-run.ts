import { expect } from 'vitest';
import type { Request } from '../../core/request/request.ts';
import type { MemorySystem } from './memory-system.ts';

/** Whoever asks is told no, and nothing that was written or published says yes. There must be something to ask about. */
export async function expectNotRun(system: MemorySystem, why: string): Promise<void> {
  const { written } = system.requests;
  expect(written.length, `requests that could run: ${why}`).toBeGreaterThan(0);
  const ran: Request['state'][] = ['approved', 'started', 'done', 'failed'];
  for (const { request } of written) expect(ran, why).not.toContain(request.state);
  for (const { state } of system.published) expect(ran, why).not.toContain(state);
  for (const { request } of written) {
    expect((await system.start(request.id, request.digest)).status, why).toBe(409);
    for (const status of ['done', 'failed'])
      expect((await system.report(request.id, status, request.digest)).status, why).toBe(409);
  }
}

/** Not even a request was written, so there is none that could run. */
export function expectNothingWritten(system: MemorySystem, why: string): void {
  expect(system.requests.written, why).toEqual([]);
  expect(system.published, why).toEqual([]);
  expect(system.workflow.executions.size, why).toBe(0);
}
