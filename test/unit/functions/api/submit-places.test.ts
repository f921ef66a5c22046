import { describe, expect, it } from 'vitest';
import { wishes } from '../../../support/given/catalog.ts';
import { memoryHouse } from '../../../support/memory-deployment.ts';
import { capturedOutput } from '../../../support/memory-output.ts';

capturedOutput();

describe('a place of a request whose time is over and whose workflow never started', () => {
  it('is free for other wishes', async () => {
    const house = memoryHouse({ pendingLimit: 2 });
    for (const name of ['orders', 'invoices']) await house.submit(wishes.remove(name));
    house.clock.pass(1_799);
    expect((await house.submit(wishes.remove('ledger'))).status).toBe(429);
    house.clock.pass(1);
    expect((await house.submit(wishes.remove('ledger'))).status).toBe(202);
  });

  it('is free for the same wish, which is asked anew', async () => {
    const house = memoryHouse();
    const first = await house.submit(wishes.remove());
    house.clock.pass(1_800);
    const again = await house.submit(wishes.remove());
    expect(again).toMatchObject({ status: 202, body: { state: 'pending' } });
    expect(again.body.id).not.toBe(first.body.id);
  });
});
