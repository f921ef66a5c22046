import { describe, expect, it } from 'vitest';
import { cardBlocks } from '../../../../adapters/slack/card.ts';
import { targetInThread } from '../../../../adapters/slack/card-target.ts';
import { type Ended, endRun } from '../../../../core/execution/countersign-run.ts';
import type { Request } from '../../../../core/request/request.ts';
import { checkBlocks } from '../../../../local/slack/block-kit/check-blocks.ts';
import { noon } from '../../../support/given/clock.ts';
import { people } from '../../../support/given/directory.ts';
import { counted, pending, requestId, requestIn, running } from '../../../support/given/requests.ts';

/** All that people read, block after block. */
function textOf(request: Request): string {
  const blocks = cardBlocks(request, []);
  expect(checkBlocks(blocks)).toMatchObject({ kind: 'valid' });
  return wordsIn(blocks).join('\n');
}
function wordsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && value.type === 'text' && 'text' in value) return [String(value.text)];
  return Object.values(value).flatMap(wordsIn);
}
const policy = (action: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] });
const seen = (value: Record<string, string>) => ({ seen: { at: noon, value, hash: 'a'.repeat(64) } });
const toRun = (change: object = {}): Request => ({ ...pending({ run: 'countersign' }), ...change });
const ended = (how: Ended): Request => endRun(running(), how, noon).request;

describe('a card says what a look saw', () => {
  it('as what is there now and what would be then', () => {
    const text = textOf({
      ...toRun(seen({ Status: 'Active', Path: '/' })),
      parameters: { Status: 'Inactive' },
    });
    expect(text).toContain('What it changes, as it was at 2026-01-05 12:00 UTC');
    expect(text).toContain('Status: now: Active; then: Inactive');
    expect(text).toContain('Path: now: /');
  });

  it('of a document, line by line', () => {
    const text = textOf({
      ...toRun(seen({ PolicyDocument: policy('s3:GetObject') })),
      parameters: { PolicyDocument: policy('s3:*') },
    });
    expect(text).toMatch(/- +"Action": "s3:GetObject"/);
    expect(text).toMatch(/\+ +"Action": "s3:\*"/);
  });

  it('where there is none, or it could not be looked at', () => {
    expect(textOf(toRun(seen({})))).toContain('now: there is none');
    expect(textOf(toRun({ notSeen: 'AccessDenied' }))).toContain('could not be looked at: AccessDenied');
  });

  it('with every line in the thread, where the card has no room', () => {
    const value = Object.fromEntries(
      Array.from({ length: 30 }, (_, n) => [`Name${n}`, `value ${n} `.repeat(8)]),
    );
    const request = toRun(seen(value));
    expect(textOf(request)).toMatch(/\d+ more characters stand in the thread below/);
    const thread = wordsIn(targetInThread(request)).join('');
    for (const [name, words] of Object.entries(value))
      expect(thread).toContain(`${name}: now: ${words}`.trim());
    for (const blocks of targetInThread(request))
      expect(checkBlocks(blocks)).toMatchObject({ kind: 'valid' });
    expect(targetInThread(toRun(seen({ Status: 'Active' })))).toEqual([]);
    expect(targetInThread(toRun())).toEqual([]);
  });
});

describe('a card says how it will run', () => {
  it.each([
    [{}, 'countersign', 'Countersign runs it as soon as it is approved.'],
    [{ hides: true }, 'countersign', 'when its agent calls for it, because parameters are hidden.'],
    [{ answersSecret: true }, 'countersign', 'when its agent calls for it, because the answer is secret.'],
    [
      { hides: true, answersSecret: true },
      'countersign',
      'because parameters are hidden and the answer is secret.',
    ],
    [{}, 'credentials', 'its agent gets credentials for it.'],
    [{}, 'agent', 'its agent runs it.'],
  ] as const)('%j, run by %s', (change, run, says) => {
    expect(textOf({ ...pending({ run }), ...change })).toContain(says);
  });

  it('and whether AWS can limit it to one resource', () => {
    expect(textOf(toRun({ unlimited: true }))).toContain('AWS cannot limit the credentials to one resource');
    expect(textOf(toRun())).not.toContain('cannot limit');
    expect(textOf({ ...pending({ run: 'agent' }), unlimited: true })).not.toContain('cannot limit');
  });

  it('and whether it can be undone', () => {
    expect(textOf(toRun({ undoable: true }))).toContain('Countersign can undo it, unless');
    expect(textOf(toRun())).toContain('Countersign cannot undo it.');
    expect(textOf(requestIn('pending'))).not.toContain('undo');
  });

  it('and no longer once it has', () => {
    expect(textOf(running())).not.toContain('Countersign can');
  });
});

describe('a card says what became of it', () => {
  it('while it runs', () => {
    expect(textOf(running())).toContain('Countersign has been running it since 2026-01-05 12:00 UTC.');
  });

  it('with what AWS answered', () => {
    const value = { DBInstance: { Status: 'deleting' } };
    const text = textOf(
      ended({ kind: 'done', result: { hash: 'a'.repeat(64), value }, awsRequestId: 'aws-request-1' }),
    );
    expect(text).toContain("AWS's request id: aws-request-1");
    expect(text).toContain('"Status": "deleting"');
  });

  it('with the hash of an answer that is not kept, and nothing of an empty one', () => {
    const result = { hash: 'abc123'.repeat(10) };
    expect(textOf(ended({ kind: 'done', result, awsRequestId: undefined }))).toContain(
      'SHA-256: abc123abc123',
    );
    const empty = { ...result, value: {} };
    expect(textOf(ended({ kind: 'done', result: empty, awsRequestId: undefined }))).not.toContain('answered');
  });

  it('when AWS refused', () => {
    const failure = { code: 'AccessDenied', message: 'Not <!channel> you.' };
    const text = textOf(ended({ kind: 'failed', sent: true, failure, awsRequestId: 'aws-request-2' }));
    expect(text).toMatch(
      /It did not run: \nAccessDenied\. AWS's request id: aws-request-2\nNot <!channel> you\./,
    );
  });

  it('when nobody knows, with who signed and where to look', () => {
    const text = textOf(ended({ kind: 'unknown', code: 'TimeoutError' }));
    expect(text).toContain('It may have run. Do not run it again');
    expect(text).toContain(`the session countersign-${requestId} (access key ASIAEXAMPLEEXAMPLE00)`);
    expect(text).toContain('Approved by security.one@example.com');
  });

  it('as its agent says, where its agent ran it', () => {
    expect(textOf(requestIn('done'))).toContain('Its agent says that it is done.');
    expect(textOf({ ...requestIn('failed'), detail: 'No such database.' })).toMatch(
      /Its agent says that it failed\.\nNo such database\./,
    );
    expect(textOf(requestIn('unknown'))).toContain('Its agent took the approval and told nothing more.');
  });
});

describe('a card of what is done', () => {
  const done = (undo: Extract<Ended, { kind: 'done' }>['undo']): Request =>
    ended({
      kind: 'done',
      result: { hash: 'a'.repeat(64), value: {} },
      awsRequestId: undefined,
      ...(undo && { undo }),
    });

  it('has an Undo that carries which request it is', () => {
    const request = done({ kind: 'offered', action: 'iam:DeleteRolePolicy', remains: 'the old key is gone' });
    expect(textOf(request)).toContain(
      'It can be undone by iam:DeleteRolePolicy. It remains that the old key is gone.',
    );
    const [button] =
      JSON.stringify(cardBlocks(request, [])).match(/\{"type":"button".*?"value":"(.*?\})"/) ?? [];
    expect(button).toContain('"action_id":"undo"');
    expect(button).toContain(requestId);
  });

  it('says why there is none', () => {
    expect(textOf(done({ kind: 'nothing-to-undo' }))).toContain(
      'There is nothing to undo: it changed nothing.',
    );
    const detail = 'It cannot be undone: the data is gone.';
    expect(textOf(done({ kind: 'not-offered', code: 'impossible', detail }))).toContain(detail);
    expect(textOf(done(undefined))).not.toContain('undo');
  });

  it('and of no other state has an Undo', () => {
    for (const state of ['pending', 'running', 'failed', 'unknown', 'approved'] as const)
      expect(JSON.stringify(cardBlocks(requestIn(state), []))).not.toContain('"action_id":"undo"');
  });
});

describe('a card of an undo', () => {
  const undo = { ...toRun(), asker: people.securityTwo.id, undoes: 'f'.repeat(32) } as Request;

  it('says who asked for it and what it undoes, and has no words of an agent', () => {
    const text = textOf(undo);
    expect(text).toContain(
      `Undo of request ${'f'.repeat(32)}, asked by security.two@example.com, who cannot sign it`,
    );
    expect(text).not.toContain('The agent says');
    expect(text).not.toContain('The database is replaced.');
  });

  it('has those of its agent, which asks for the same', () => {
    const joined = [{ session: 'later-run', reason: 'I need it too.', at: noon }];
    expect(textOf({ ...undo, joined } as Request)).toContain('Asked by later-run too: I need it too.');
  });

  it('shows who approved it', () => {
    expect(textOf(counted(undo, people.securityOne).request)).toContain(
      'Approved by security.one@example.com',
    );
  });
});
