import type { Answer, createClient } from '@countersign/client';
import { describe, expect, it } from 'vitest';
import { examples } from '../../../../docs/generate/examples.ts';
import { actionToTry, findActions } from '../../../../local/deployment/find-actions.ts';

type Client = ReturnType<typeof createClient>;
type Query = Parameters<Client['actions']>[0];

const page = examples['GET /v1/actions'].answers[200];
const whole = examples['GET /v1/actions/{service}/{operation}'].answers[200];
const refused = (detail: string): Answer<never> => ({
  ok: false,
  problem: { type: 'urn:countersign:problem:bad-field', title: '', status: 422, detail },
});

function catalog(answers: { action?: typeof whole; unknownService?: true } = {}) {
  const asked: Query[] = [];
  return {
    asked,
    actions: async (query: Query) => {
      asked.push(query);
      return answers.unknownService && query?.service
        ? refused('no service')
        : { ok: true as const, value: page };
    },
    action: async () =>
      answers.action ? { ok: true as const, value: answers.action } : refused('There is no such action.'),
  };
}

describe('finding actions for the form', () => {
  it('looks for words in the whole catalog, and says where there are more', async () => {
    const { asked, ...client } = catalog();
    expect(await findActions(client, 'copy database')).toEqual({ actions: page.actions, more: true });
    expect(asked).toEqual([{ search: 'copy database', limit: 20 }]);
  });

  it('looks among all operations of a service, once its colon is typed', async () => {
    const { asked, ...client } = catalog();
    await findActions(client, 'rds:Create');
    expect(asked).toEqual([{ search: 'rds:Create', service: 'rds', uncurated: true, limit: 20 }]);
  });

  it('takes what is no service for words', async () => {
    const { asked, ...client } = catalog({ unknownService: true });
    expect((await findActions(client, 'aws:sourceAccount')).actions).toEqual(page.actions);
    expect(asked.at(-1)).toEqual({ search: 'aws:sourceAccount', limit: 20 });
  });
});

describe('an action to try', () => {
  it('is its example, in the account of the deployment', async () => {
    const { action, curated, says, resource } = await actionToTry(
      catalog({ action: whole }),
      whole.action,
      '123456789012',
    );
    expect({ action, curated, says, resource }).toEqual({
      action: whole.action,
      curated: true,
      says: whole.says,
      resource: whole.example.resource.replace('111122223333', '123456789012'),
    });
  });

  it('has, where nobody has made an example, every parameter that it must have, to fill in', async () => {
    const parameters = {
      type: 'object',
      properties: {
        Name: { type: 'string' },
        Size: { type: 'integer' },
        Force: { type: 'boolean' },
        Tags: { type: 'array', items: { type: 'string' } },
        Where: {
          type: 'object',
          properties: { Zone: { type: 'string' }, More: { type: 'string' } },
          required: ['Zone'],
        },
        Either: { anyOf: [] },
        Description: { type: 'string' },
      },
      required: ['Name', 'Size', 'Force', 'Tags', 'Where', 'Either'],
    };
    const action = { ...whole, curated: false, parameters };
    expect((await actionToTry(catalog({ action }), whole.action, '123456789012')).parameters).toEqual({
      Name: '',
      Size: 0,
      Force: false,
      Tags: [],
      Where: { Zone: '' },
      Either: '',
    });
  });

  it('that is not there is told in the words of the API', async () => {
    await expect(actionToTry(catalog(), 'rds:No', '123456789012')).rejects.toThrow(
      'There is no such action.',
    );
  });
});
