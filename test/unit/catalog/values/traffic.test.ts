import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  checkPorts,
  port,
  protocol,
  sayTraffic,
  type Traffic,
  whyNotPorts,
} from '../../../../catalog/values/traffic.ts';
import { complaint, suggestion } from './spellings.ts';

const rule = z
  .strictObject({ IpProtocol: protocol, FromPort: port.optional(), ToPort: port.optional() })
  .superRefine(checkPorts);

describe('a protocol', () => {
  it.each(['tcp', 'udp', 'icmp', 'icmpv6', '-1', '47', '0', '255'])(
    'is taken in its one spelling: %s',
    (text) => {
      expect(complaint(protocol, text)).toBeUndefined();
    },
  );

  it.each([
    ['6', 'tcp'],
    ['17', 'udp'],
    ['1', 'icmp'],
    ['58', 'icmpv6'],
    ['TCP', 'tcp'],
    ['006', 'tcp'],
    ['047', '47'],
  ])('says what to write instead of %s', (text, written) => {
    expect(suggestion(protocol, text)).toBe(written);
  });

  it.each(['256', '-2', 'all', 'any', '', 'tcp ', 'toString'])('is refused where it is none: %j', (text) => {
    expect(complaint(protocol, text)).toMatch(/^must be tcp, udp/);
  });
});

describe('the ports of a rule', () => {
  it.each<[Traffic, string]>([
    [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22 }, 'tcp 22'],
    [{ IpProtocol: 'udp', FromPort: 53, ToPort: 60 }, 'udp 53-60'],
    [{ IpProtocol: 'tcp', FromPort: 0, ToPort: 65_535 }, 'every tcp port'],
    [{ IpProtocol: 'icmp', FromPort: -1, ToPort: -1 }, 'all icmp'],
    [{ IpProtocol: 'icmpv6', FromPort: 128, ToPort: -1 }, 'icmpv6 type 128'],
    [{ IpProtocol: 'icmp', FromPort: 3, ToPort: 4 }, 'icmp type 3 code 4'],
    [{ IpProtocol: '47' }, 'everything of protocol 47'],
    [{ IpProtocol: '-1' }, 'everything'],
  ])('are taken and said: %j', (traffic, said) => {
    expect(complaint(rule, traffic)).toBeUndefined();
    expect(sayTraffic(traffic)).toBe(said);
  });

  it.each<[Traffic, string]>([
    [{ IpProtocol: 'tcp', FromPort: 22 }, 'tcp needs FromPort and ToPort'],
    [{ IpProtocol: 'tcp', ToPort: 22 }, 'tcp needs FromPort and ToPort'],
    [{ IpProtocol: 'tcp' }, 'tcp needs FromPort and ToPort'],
    [{ IpProtocol: 'tcp', FromPort: 23, ToPort: 22 }, 'the smaller one first'],
    [{ IpProtocol: 'tcp', FromPort: -1, ToPort: -1 }, 'from 0 to 65535'],
    [{ IpProtocol: 'icmp', FromPort: -1, ToPort: 4 }, '-1 in both for all'],
    [{ IpProtocol: 'icmp', FromPort: 256, ToPort: 0 }, 'from 0 to 255'],
    [{ IpProtocol: 'icmpv6' }, '-1 in both for all'],
    [{ IpProtocol: '-1', FromPort: 22, ToPort: 22 }, 'opens every port, whatever stands there'],
    [{ IpProtocol: '-1', FromPort: -1, ToPort: -1 }, 'takes no FromPort'],
    [{ IpProtocol: '47', FromPort: 22, ToPort: 22 }, 'opens every port'],
  ])('are refused: %j', (traffic, said) => {
    expect(complaint(rule, traffic)).toContain(said);
  });

  it('are said in words that no other ports have', () => {
    const ports = fc.option(fc.constantFrom(-1, 0, 3, 22, 255, 65_535), { nil: undefined });
    const traffic = fc.record({
      IpProtocol: fc.constantFrom('tcp', 'udp', 'icmp', 'icmpv6', '-1', '47'),
      FromPort: ports,
      ToPort: ports,
    });
    const saidBy = new Map<string, string>();
    fc.assert(
      fc.property(traffic, (each) => {
        if (whyNotPorts(each) !== undefined) return;
        const said = sayTraffic(each);
        expect(said).not.toContain('undefined');
        expect(saidBy.get(said) ?? JSON.stringify(each)).toBe(JSON.stringify(each));
        saidBy.set(said, JSON.stringify(each));
      }),
      { numRuns: 2_000 },
    );
    expect(saidBy.size).toBeGreaterThan(40);
  });
});
