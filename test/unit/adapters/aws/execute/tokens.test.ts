import { describe, expect, it } from 'vitest';
import { withTokens } from '../../../../../adapters/aws/execute/tokens.ts';
import { checkInput } from '../../../../../catalog/shapes/check-input.ts';
import { serviceClients } from '../../../../../catalog/shapes/service-clients.ts';
import { givenOperation, givenShapes } from '../../../catalog/shapes/given-operation.ts';

const id = '0123456789abcdef0123456789abcdef';
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('a token that makes a call safe to repeat', () => {
  it('is the same for the same request, and another for another one', async () => {
    const operation = await givenOperation('ec2:RunInstances');
    const token = (requestId: string) => withTokens(operation, {}, requestId).ClientToken;
    expect(token(id)).toMatch(uuid);
    expect(token(id)).toBe(token(id));
    expect(token(id)).not.toBe(token(id.replace('0', '1')));
  });

  it('that was signed stays as it was signed', async () => {
    const operation = await givenOperation('secretsmanager:PutSecretValue');
    const parameters = { SecretId: 'one', ClientRequestToken: 'mine' };
    expect(withTokens(operation, parameters, id)).toEqual(parameters);
  });

  it('is none of what it makes safe: an operation without one stays as it is', async () => {
    expect(withTokens(await givenOperation('iam:DeleteRole'), { RoleName: 'one' }, id)).toEqual({
      RoleName: 'one',
    });
  });

  it('stands in every member that the SDK would fill at random', async () => {
    let tokens = 0;
    for (const service of Object.keys(serviceClients))
      for (const operation of (await givenShapes(service)).operations.values())
        for (const [name, token] of Object.entries(withTokens(operation, {}, id))) {
          tokens += 1;
          expect([name, operation.input.members.get(name)?.isToken]).toEqual([name, true]);
          expect(token).toMatch(uuid);
          expect(
            checkInput(operation, { [name]: token }).filter(({ pointer }) => pointer === `/${name}`),
          ).toEqual([]);
        }
    expect(tokens).toBeGreaterThan(500);
  });
});
