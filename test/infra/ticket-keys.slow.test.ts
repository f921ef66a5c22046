import { expect, it } from 'vitest';
import { signingKeys } from './keys-of.ts';
import { config, ofType, synthesize } from './synthesized.ts';

const step = (signing: number, published: number[]) => {
  const all = synthesize({ ...config('trial'), ticketKeys: { signing, published } });
  const variable = (name: string): unknown =>
    ofType(all, 'AWS::Lambda::Function')
      .map(({ properties }) => (properties.Environment as { Variables: Record<string, unknown> }).Variables)
      .find((variables) => name in variables)?.[name];
  const numbersIn = (value: unknown) =>
    [...JSON.stringify(value).matchAll(/TicketKeysKey(\d+?)[0-9A-F]{8}/g)].map(([, digits]) =>
      Number(digits),
    );
  return {
    keys: signingKeys(all, 'Ticket').length,
    signs: numbersIn(variable('TICKET_KEY_ARN')),
    published: numbersIn(variable('TICKET_KEY_ARNS')),
  };
};

it('replaces the keys of tickets without a ticket that cannot be verified: published, then used, then published still', () => {
  expect(step(1, [])).toEqual({ keys: 1, signs: [1], published: [1] });
  expect(step(1, [2])).toEqual({ keys: 2, signs: [1], published: [1, 2] });
  expect(step(2, [1])).toEqual({ keys: 2, signs: [2], published: [2, 1] });
  expect(step(2, [])).toEqual({ keys: 2, signs: [2], published: [2] });
});
