import { type InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { createOrderUndo, createRevokeSoon } from '../../../../adapters/aws/leave-to-function.ts';
import { mustReadVersioned } from '../../../../core/lib/versioned.ts';
import { revokeOrderVersions } from '../../../../core/ports/grants.ts';
import { undoOrderVersions } from '../../../../core/ports/undo.ts';

/** A client that answers so, and keeps what it was asked. */
function given(answer: () => Promise<object>) {
  const sent: { FunctionName: string | undefined; InvocationType: string | undefined; payload: unknown }[] =
    [];
  const client = new LambdaClient({ region: 'eu-central-1', maxAttempts: 1 });
  const send = async ({ input: { FunctionName, InvocationType, Payload } }: InvokeCommand) => {
    sent.push({ FunctionName, InvocationType, payload: JSON.parse(String(Payload)) });
    return answer();
  };
  return { open: async () => Object.assign(client, { send }) as LambdaClient, sent };
}

describe('what a person orders by a button', () => {
  const undo = {
    v: 1 as const,
    requestId: 'r-1',
    digest: 'd-1',
    handle: 'U0SECONE',
    person: 'security.one@example.com',
    card: { door: 'slack', ref: 'C1/1.1' },
  };
  const revoke = { v: 1 as const, requestId: 'r-1', person: 'security.one@example.com', via: 'slack' };

  it('is left to Lambda, which keeps it: nobody waits for the answer', async () => {
    const { open, sent } = given(async () => ({ StatusCode: 202 }));
    expect(await createOrderUndo(open, 'stage-undo')(undo)).toBeUndefined();
    expect(await createRevokeSoon(open, 'stage-revoke')(revoke)).toBeUndefined();
    expect(sent).toEqual([
      { FunctionName: 'stage-undo', payload: undo, InvocationType: 'Event' },
      { FunctionName: 'stage-revoke', payload: revoke, InvocationType: 'Event' },
    ]);
    // As `undo` reads it.
    expect(mustReadVersioned(undoOrderVersions, sent[0]?.payload)).toEqual(undo);
    expect(mustReadVersioned(revokeOrderVersions, sent[1]?.payload)).toEqual(revoke);
  });

  it('that Lambda does not take fails the click, and Slack shows it', async () => {
    const { open } = given(() => Promise.reject(new Error('throttled')));
    await expect(createOrderUndo(open, 'f')(undo)).rejects.toThrow('throttled');
  });
});
