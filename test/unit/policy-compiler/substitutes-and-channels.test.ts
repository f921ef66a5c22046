import { describe, expect, it } from 'vitest';
import { bundleOf, findingsOf } from '../../support/compile-context.ts';

const about = 'permit (principal, action in Action::"data-export", resource);';
const policy = (head: string, rest = about) => `@id("a") ${head}\n${rest}`;

describe('@substitute', () => {
  it('says who fills whose places from when on', () => {
    const [{ terms } = {}] = bundleOf(
      policy('@approvals("security: 1") @substitute("20m: security -> sre-oncall, 40m: security->legal")'),
    ).policies;
    expect(terms?.substitutes).toEqual([
      { afterSeconds: 1_200, group: 'security', by: 'sre-oncall' },
      { afterSeconds: 2_400, group: 'security', by: 'legal' },
    ]);
  });

  it.each([
    [
      '"20m: sre-oncall"',
      'cannot be read at "20m: sre-oncall": write "time: group -> substitute", such as "20m: approvers -> sre-oncall"',
    ],
    [
      '"soon: security -> sre-oncall"',
      '"soon" is not a duration: write a whole number and its unit, such as "45s", "30m", "4h" or "2d"',
    ],
    [
      '"1h: security -> sre-oncall"',
      '"1h: security -> sre-oncall" comes too late: the request has expired by then',
    ],
    [
      '"20m: legal -> sre-oncall"',
      '"20m: legal -> sre-oncall" has no place to fill: @approvals does not ask "legal"',
    ],
    ['"20m: security -> security"', '"20m: security -> security" puts a group in its own place'],
    ['"20m: security -> legal, 30m: security -> legal"', 'names "legal" in the place of "security" twice'],
    ['"20m: security -> sre"', 'names the group "sre", which nobody is in'],
  ])('%s is an error at its place', (written, expected) => {
    expect(findingsOf(policy(`@approvals("security: 1") @substitute(${written})`))).toEqual([
      `1:36 @substitute ${expected}`,
    ]);
  });

  it('changes nothing where nobody is asked', () => {
    expect(findingsOf(policy('@substitute("20m: security -> legal")'))).toEqual([
      '1:10 @substitute means nothing without @approvals: nobody is asked',
    ]);
  });

  it('counts where people are too few without it', () => {
    const three = (substitute: string) => findingsOf(policy(`@approvals("security: 3") ${substitute}`));
    expect(three('@substitute("20m: security -> data-owners")')).toEqual([]);
    expect(three('')).toEqual(['1:10 @approvals needs 3 of security, which has 2: it could never be met']);
    expect(findingsOf(policy('@approvals("security: 4") @substitute("20m: security -> legal")'))).toEqual([
      '1:10 @approvals needs 4 of security, which has 2, and 1 more in its place: it could never be met',
    ]);
  });

  it('fills no place by an owner of the agent', () => {
    const rest = 'permit (principal == Agent::"lawyer", action in Action::"data-export", resource);';
    const head = '@approvals("security: 3") @substitute("20m: security -> legal")';
    expect(findingsOf(policy(head, rest))).toEqual([
      '1:10 @approvals has too few people once owners are left out, for lawyer (owned by legal.one@example.com): it could never be met',
    ]);
  });

  const shadowed = (first: string, second: string) =>
    findingsOf(`@id("a") ${first} ${about}\n@id("b") ${second} ${about}`).map((finding) =>
      finding.slice(0, 24),
    );

  it('makes a policy laxer than the same one without it, and laxer the sooner it comes', () => {
    const asks = '@approvals("security: 1")';
    const early = `${asks} @substitute("10m: security -> sre-oncall")`;
    const late = `${asks} @substitute("20m: security -> sre-oncall")`;
    expect(shadowed(asks, early)).toEqual(['2:1 b can never decide: ']);
    expect(shadowed(early, late)).toEqual(['1:1 a can never decide: ']);
    expect(shadowed(late, `${asks} @substitute("20m: security -> legal")`)).toEqual([]);
  });

  it('of a group that another does not ask makes nothing laxer for that', () => {
    expect(
      shadowed(
        '@approvals("security: 1")',
        '@approvals("security: 1, data-owners: 1") @substitute("20m: data-owners -> sre-oncall")',
      ),
    ).toEqual(['1:1 a can never decide: ']);
  });
});

describe('@channel', () => {
  const asked = '@approvals("1")';

  it('is a name of the settings', () => {
    expect(bundleOf(policy(`${asked} @channel("secrecy")`)).policies[0]?.terms?.channel).toBe('secrecy');
    expect(findingsOf(policy(`${asked} @channel("secercy")`))).toEqual([
      '1:26 @channel names "secercy", which is no channel of the settings (slack.channels); did you mean "secrecy"?',
    ]);
    expect(findingsOf(policy(`${asked} @channel("C0SECRECY")`))).toEqual([
      '1:26 @channel "C0SECRECY" is not the name of a channel in the settings (slack.channels): lower case letters, digits and dashes',
    ]);
  });

  it('changes nothing where nobody is asked', () => {
    expect(findingsOf(policy('@channel("data")'))).toEqual([
      '1:10 @channel means nothing without @approvals: nobody is asked',
    ]);
    const rest = 'forbid (principal, action in Action::"data-export", resource);';
    expect(findingsOf(policy('@channel("data")', rest))).toEqual([
      '1:10 @channel means nothing on a forbid: it asks nobody',
    ]);
  });

  const pair = (first: string, second: string, more = '') =>
    findingsOf(
      `@id("a") ${asked} @channel("data") permit (principal, action in Action::"data-export", resource)${first};\n@id("b") ${asked} @channel("secrecy") @expires("5m") permit (principal, action in Action::"data-export", resource)${second};\n${more}`,
    ).filter((finding) => finding.includes('channel'));

  it('is one, of policies that one request can match', () => {
    expect(pair('', ' when { context.parameters has S3BucketName }')).toEqual([
      '2:26 b names the channel secrecy, and a (policies/test.cedar:1:1) names data: a request that both match could be asked in neither. Name one, or keep them apart by agent, action, resource or environment',
    ]);
  });

  it('may be another where they never meet, or where something forbids it anyway', () => {
    const [prod, dev] = ['prod', 'dev'].map((name) => ` when { context.environment == "${name}" }`);
    expect(pair(prod ?? '', dev ?? '')).toEqual([]);
    const forbid = '@id("c") forbid (principal, action in Action::"data-export", resource);';
    expect(pair('', '', forbid)).toEqual([]);
  });

  it('keeps a policy from being one that can never decide', () => {
    const both = (first: string, second: string) =>
      findingsOf(`@id("a") ${first} ${about}\n@id("b") ${second} ${about}`);
    expect(both(`${asked} @channel("data")`, asked)).toEqual([expect.stringContaining('b can never decide')]);
    expect(both(asked, `${asked} @channel("data")`)).toEqual([expect.stringContaining('a can never decide')]);
    expect(both(`@approvals("2")`, `${asked} @channel("data")`)).toEqual([]);
  });
});
