import { describe, expect, it } from 'vitest';
import { submissions } from '../../../support/given/catalog.ts';
import { capturedOutput } from '../../../support/memory-output.ts';
import { memorySystem } from '../../../support/memory-system.ts';

capturedOutput();

describe('a slot of a request whose time is over and whose workflow never started', () => {
  it('is free for other submissions', async () => {
    const system = memorySystem({ pendingLimit: 2 });
    for (const name of ['orders', 'invoices']) await system.submit(submissions.remove(name));
    system.clock.pass(1_799);
    expect((await system.submit(submissions.remove('ledger'))).status).toBe(429);
    system.clock.pass(1);
    expect((await system.submit(submissions.remove('ledger'))).status).toBe(202);
  });

  it('is free for the same submission, which is asked anew', async () => {
    const system = memorySystem();
    const first = await system.submit(submissions.remove());
    system.clock.pass(1_800);
    const again = await system.submit(submissions.remove());
    expect(again).toMatchObject({ status: 202, body: { state: 'pending' } });
    expect(again.body.id).not.toBe(first.body.id);
  });
});
