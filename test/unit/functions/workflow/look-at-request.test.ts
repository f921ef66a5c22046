import { describe, expect, it } from 'vitest';
import type { Look, Looked } from '../../../../core/ports/executor.ts';
import type { LookAnswer } from '../../../../core/ports/look.ts';
import { createHandler } from '../../../../functions/workflow/look/handler.ts';
import { catalog } from '../../../support/given/catalog.ts';
import { invoke } from '../../../support/given/lambda.ts';
import { review } from '../../../support/given/rulings.ts';
import { memorySystem } from '../../../support/memory-system.ts';
import { memoryTarget } from '../../../support/memory-target.ts';

/** Submits the action's example, and looks at what it would change, where AWS answers so. */
async function lookBefore(action: string, looked: Looked) {
  const { requests, submit } = memorySystem({ ruleOn: () => review(), reach: () => memoryTarget() });
  const entry = catalog.find(action);
  if (!entry) throw new Error(`The catalog has no action ${action}.`);
  const { body } = await submit({ action, ...entry.example, reason: 'It is needed.' });
  const looks: Look[] = [];
  const handler = createHandler({
    requests,
    entryOf: async () => entry,
    lookAt: async (look) => {
      looks.push(look);
      return looked;
    },
  });
  const answer = (await invoke(handler, { v: 1, requestId: body.id } as unknown)) as LookAnswer;
  return { answer, looks, id: body.id };
}

describe('the look of a request', () => {
  it('calls the operation that its entry names, where IAM knows it by another name', async () => {
    const { answer, looks, id } = await lookBefore('apigateway:PATCH', { kind: 'seen', answer: { id: 'a' } });
    expect(looks).toMatchObject([
      {
        requestId: id,
        agent: 'etl',
        action: 'apigateway:GET',
        operation: 'GetRestApi',
        account: '111122223333',
        region: 'eu-central-1',
        parameters: { restApiId: 'a1b2c3d4e5' },
      },
    ]);
    expect(answer).toEqual({ v: 1, kind: 'seen', value: {} });
  });

  it('sees what the entry keeps of the answer', async () => {
    const { answer } = await lookBefore('iam:PutRolePolicy', {
      kind: 'seen',
      answer: { RoleName: 'etl-runner', PolicyDocument: '%7B%7D' },
    });
    expect(answer).toEqual({ v: 1, kind: 'seen', value: { PolicyDocument: '{}' } });
  });

  it.each<[string, Looked, LookAnswer]>([
    [
      'nothing, where AWS says that there is none',
      { kind: 'refused', codes: ['NoSuchEntity', 'NoSuchEntityException'] },
      { v: 1, kind: 'seen', value: {} },
    ],
    [
      'not at all, where AWS refuses it',
      { kind: 'refused', codes: ['AccessDenied'] },
      { v: 1, kind: 'not-seen', code: 'AccessDenied' },
    ],
    [
      'not at all, where it was not asked',
      { kind: 'not-looked', code: 'not-a-read', detail: 'It changes something.' },
      { v: 1, kind: 'not-seen', code: 'not-a-read' },
    ],
  ])('sees %s', async (_, looked, expected) => {
    expect((await lookBefore('iam:PutRolePolicy', looked)).answer).toEqual(expected);
  });

  it('is none of an action without one', async () => {
    const { answer, looks } = await lookBefore('ec2:RunInstances', { kind: 'seen', answer: {} });
    expect(answer).toEqual({ v: 1, kind: 'not-seen', code: 'no-look' });
    expect(looks).toEqual([]);
  });
});
