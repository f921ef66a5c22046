import { describe, expect, it } from 'vitest';
import { loadClient } from '../../../../../adapters/aws/wire/load-client.ts';
import { serviceClients } from '../../../../../catalog/shapes/service-clients.ts';
import { isAll } from '../../../../support/all.ts';

const all = Object.values(serviceClients).flat();

describe('a client', () => {
  it.each(isAll ? all : ['sqs', 's3-control', 'bedrock-agent-runtime'])(
    '%s is there for the shapes of its service',
    async (name) => {
      expect(await loadClient(name)).toMatchObject({ makeClient: expect.any(Function) });
    },
  );

  it.each(['', 'nothing', '__proto__', 'constructor', '../client-s3'])('"%s" is none', async (name) => {
    await expect(loadClient(name)).rejects.toThrow(
      `The SDK's client ${name} is not one that Countersign knows.`,
    );
  });

  it('has the schema and the command of its operations, and of nothing else', async () => {
    const { schemaOf, makeCommand } = await loadClient('sqs');
    expect(schemaOf('SendMessage')[2]).toBe('SendMessage');
    expect(makeCommand('SendMessage', { QueueUrl: 'q', MessageBody: 'b' }).input).toEqual({
      QueueUrl: 'q',
      MessageBody: 'b',
    });
    for (const name of ['SendMessages', 'toString', '__proto__'])
      expect(() => schemaOf(name)).toThrow(`The SDK's client sqs has no ${name}$.`);
  });
});
