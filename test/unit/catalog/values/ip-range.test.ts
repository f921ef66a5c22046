import { BlockList } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ipv4Range, ipv6Range } from '../../../../catalog/values/ip-range.ts';
import { complaint, expectOneSpelling, suggestion } from './spellings.ts';

const digits = (most: number) => fc.integer({ min: 0, max: most }).map(String);
const spelled = (number: string) => fc.constantFrom(number, number, number, `0${number}`);
const looseIpv4 = fc
  .tuple(fc.tuple(digits(300), digits(260), digits(255), digits(255)), digits(34))
  .chain(([octets, prefix]) =>
    fc.tuple(
      fc.constantFrom(octets, [...octets.slice(0, 2), '0', '0'], ['10', '0', '0', '0']),
      spelled(prefix),
    ),
  )
  .map(([octets, prefix]) => `${octets.join('.')}/${prefix}`);

describe('an IPv4 range', () => {
  it.each(['0.0.0.0/0', '10.0.0.0/8', '192.168.1.0/24', '203.0.113.7/32', '255.255.255.255/32'])(
    'is taken in its one spelling: %s',
    (text) => {
      expect(complaint(ipv4Range, text)).toBeUndefined();
    },
  );

  it.each([
    ['10.0.0.0/0', '0.0.0.0/0'],
    ['0.0.0.0/00', '0.0.0.0/0'],
    ['10.0.0.0/08', '10.0.0.0/8'],
    ['10.1.2.3/16', '10.1.0.0/16'],
    ['203.0.113.7', '203.0.113.7/32'],
  ])('says what to write instead of %s', (text, written) => {
    expect(suggestion(ipv4Range, text)).toBe(written);
  });

  it.each([
    ...[
      '999.999.999.999/99',
      '.......0/0',
      '10.0.0/8',
      '010.0.0.0/8',
      '0x0a.0.0.0/8',
      '10.0.0.0/33',
      '10.0.0.0/-1',
    ],
    ...[
      '',
      '/0',
      '0/0',
      '10.0.0.0/',
      ' 0.0.0.0/0',
      '0.0.0.0/0\n',
      '١٠.0.0.0/8',
      '256.0.0.0/8',
      '::/0',
      '1.2.3.4.5/8',
    ],
  ])('is refused where it is none: %j', (text) => {
    expect(complaint(ipv4Range, text)).toMatch(/^must be an IPv4 range such as/);
  });

  it('has one spelling, whatever it was', () => {
    expectOneSpelling(ipv4Range, looseIpv4);
  });

  it('lets the same addresses in as what it stands for', () => {
    const part = fc.integer({ min: 0, max: 255 });
    const address = fc.tuple(part, part, part, part);
    // The second begins as the first does: of two at hand hardly ever one lies in the other's range.
    const pair = fc
      .tuple(address, address, fc.nat(4))
      .map(([one, other, alike]) => [
        one.join('.'),
        [...one.slice(0, alike), ...other.slice(alike)].join('.'),
      ]);
    let inside = 0;
    fc.assert(
      fc.property(pair, fc.integer({ min: 1, max: 32 }), ([base = '', other = ''], prefix) => {
        const written = suggestion(ipv4Range, `${base}/${prefix}`) ?? `${base}/${prefix}`;
        const [canonical = '', bits] = written.split('/');
        expect(Number(bits)).toBe(prefix);
        expect(contains(canonical, prefix, other)).toBe(contains(base, prefix, other));
        expect(contains(canonical, prefix, base)).toBe(true);
        inside += contains(base, prefix, other) ? 1 : 0;
      }),
      { numRuns: 300 },
    );
    expect(inside).toBeGreaterThan(3);
  });
});

describe('an IPv6 range', () => {
  it.each([
    '::/0',
    '::1/128',
    '2001:db8::/32',
    '2001:db8:0:1:1:1:1:1/128',
    'fd00::/8',
    '64:ff9b::102:304/128',
  ])('is taken in its one spelling: %s', (text) => {
    expect(complaint(ipv6Range, text)).toBeUndefined();
  });

  it.each([
    ['fd00::1/0', '::/0'],
    ['0::0/0', '::/0'],
    ['0:0:0:0:0:0:0:0/000', '::/0'],
    ['2001:DB8::/32', '2001:db8::/32'],
    ['2001:0db8::/32', '2001:db8::/32'],
    ['2001:db8::1/32', '2001:db8::/32'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1/128'],
    ['2001:db8:0:1:1:1:1:1/127', '2001:db8:0:1:1:1:1:0/127'],
    ['64:ff9b::1.2.3.4/128', '64:ff9b::102:304/128'],
    ['::ffff:0:0/95', '::fffe:0:0/95'],
  ])('says what to write instead of %s', (text, written) => {
    expect(suggestion(ipv6Range, text)).toBe(written);
  });

  it.each([
    ...[
      '::ffff:10.0.0.0/104',
      '::ffff:0:0/96',
      '10.0.0.0/8',
      ':::/0',
      '1::2::3/64',
      '12345::/16',
      'g::/8',
      '::/129',
    ],
    ...['', 'fe80::1%eth0/64', ' ::/0', '::/0\n', '[::]/0', '::1.2.3.4.5/128', '::01.2.3.4/128', '::/'],
  ])('is refused where it is none, or is IPv4: %j', (text) => {
    expect(complaint(ipv6Range, text)).toMatch(/^must be an IPv6 range such as/);
  });

  const group = fc.constantFrom('0', '0', '0', '00', '1', 'FF', 'ffff', '0db8', '12345');
  const loose = fc
    .tuple(
      fc.array(group, { minLength: 7, maxLength: 8 }),
      fc.nat({ max: 7 }),
      fc.nat({ max: 135 }),
      fc.boolean(),
    )
    .map(([groups, at, prefix, short]) => {
      const shortened = [...groups.slice(0, at), '', ...groups.slice(at + 2)]
        .join(':')
        .replace(/^:|:$/g, '::');
      return `${short ? shortened : groups.join(':')}/${prefix}`;
    });

  it('has one spelling, whatever it was', () => {
    expectOneSpelling(
      ipv6Range,
      fc.oneof(
        loose,
        loose.map((text) => suggestion(ipv6Range, text) ?? text),
      ),
    );
  });

  it('lets the same addresses in as what it stands for', () => {
    const address = fc.ipV6().filter((text) => !text.includes('.'));
    let compared = 0;
    fc.assert(
      fc.property(address, fc.integer({ min: 1, max: 128 }), address, (base, prefix, other) => {
        const written = suggestion(ipv6Range, `${base}/${prefix}`) ?? `${base}/${prefix}`;
        const [canonical = '', bits] = written.split('/');
        expect(Number(bits)).toBe(prefix);
        expect(contains(canonical, prefix, base)).toBe(true);
        expect(contains(canonical, prefix, other)).toBe(contains(base, prefix, other));
        compared += 1;
      }),
      { numRuns: 300 },
    );
    expect(compared).toBeGreaterThan(200);
  });
});

/** Node's own arithmetic, which shares nothing with ours. */
function contains(base: string, prefix: number, address: string): boolean {
  const type = base.includes(':') ? 'ipv6' : 'ipv4';
  const list = new BlockList();
  list.addSubnet(base, prefix, type);
  return list.check(address, type);
}
