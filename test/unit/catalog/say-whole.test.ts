import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../catalog/catalog.ts';
import { customActionSchema, customEntry } from '../../../catalog/custom/custom-action.ts';
import { sayWhole } from '../../../catalog/say-whole.ts';

const place = { account: '111122223333' };
const secrets = { '/Password': 'a password', '/Login/Code': 'a code' };

describe('a sentence', () => {
  const say = sayWhole(() => 'Do it', { secrets, constants: ['Kind'] });

  it('names what it has not looked at, beside a secret too, which it does not tell', () => {
    expect(say({ Login: { Role: 'admin', Code: 'hunter2' } }, place)).toBe(
      'Do it (Login {"Role":"admin","Code":"[hidden: a code]"})',
    );
  });

  it('goes without what is secret as a whole, and without what has one value only', () => {
    expect(say({ Password: 'hunter2', Kind: 'x' }, place)).toBe('Do it');
  });

  it('is made of what people may read, whatever its author looks at', () => {
    const tells = sayWhole(({ Password, Login }) => `Use ${Password}, ${JSON.stringify(Login)}`, {
      secrets,
      constants: [],
    });
    expect(tells({ Password: 'hunter2', Login: { Code: 'hunter2' } }, place)).toBe(
      'Use [hidden: a password], {"Code":"[hidden: a code]"}',
    );
  });

  it('of an operation that nobody has described tells what stands beside a secret', () => {
    const said = catalogWith()
      .find('glue:CreateConnection')
      ?.say({ ConnectionInput: { Name: 'orders', ConnectionType: 'JDBC' } }, place);
    expect(said).toBe(
      'Call CreateConnection of glue (ConnectionInput {"Name":"orders","ConnectionType":"JDBC"})',
    );
  });

  it('of an action of your own names a list of secrets without telling them', () => {
    const definition = customActionSchema.parse({
      action: 'deploy:release',
      sentence: 'Release',
      parameters: { tokens: { type: 'list', items: { type: 'string' } } },
      resource: 'all',
      groups: ['code-change'],
      secrets: { '/tokens/*': 'a token' },
      reversible: true,
      example: { tokens: ['x'] },
    });
    expect(customEntry(definition).say({ tokens: ['hunter2'] }, place)).toBe(
      'Release (tokens ["[hidden: a token]"])',
    );
  });
});
