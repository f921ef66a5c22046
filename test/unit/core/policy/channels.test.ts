import { describe, expect, it } from 'vitest';
import { createBundle } from '../../../../core/policy/bundle.ts';
import { type Channels, channelOfCall, settledChannel } from '../../../../core/policy/channels.ts';
import { createRuleOn } from '../../../../core/policy/engine.ts';
import { bundleOf, facts } from '../../../support/compile-context.ts';
import { allow, review } from '../../../support/given/rulings.ts';

const channels: Channels = {
  secrecy: { risks: ['critical'], environments: [] },
  data: { risks: [], environments: ['prod'] },
};

describe('the channel of what the settings say', () => {
  it('goes by risk before environment, and is the room’s own where neither has one', () => {
    expect(settledChannel(channels, { risk: 'critical', environment: 'prod' })).toBe('secrecy');
    expect(settledChannel(channels, { risk: 'high', environment: 'prod' })).toBe('data');
    expect(settledChannel(channels, { environment: 'prod' })).toBe('data');
    expect(settledChannel(channels, { risk: 'high', environment: 'dev' })).toBeUndefined();
    expect(settledChannel({}, { risk: 'critical', environment: 'prod' })).toBeUndefined();
  });
});

describe('the channel of a request', () => {
  const ruled = (head: string, environment = 'prod') => {
    const { version: _, ...contents } = bundleOf(`@id("one") ${head} permit (principal, action, resource);`);
    const ruleOn = createRuleOn(createBundle({ ...contents, channels }), (_action, parameters) => parameters);
    return ruleOn(facts({ environment }));
  };
  const asked = '@approvals("1")';

  it('is what its policy says, whatever the settings say', () => {
    const ruling = ruled(`${asked} @channel("data") @risk("critical")`);
    expect(ruling).toMatchObject({ terms: { channel: 'data' } });
    expect(ruling.reasons).toContain('It is asked in the channel data (one).');
  });

  it('is otherwise what the settings say of its risk, then of its environment', () => {
    const critical = ruled(`${asked} @risk("critical")`);
    expect(critical).toMatchObject({ terms: { channel: 'secrecy' } });
    expect(critical.reasons.at(-1)).toBe('It is asked in the channel secrecy (the settings).');
    expect(ruled(`${asked} @risk("high")`)).toMatchObject({ terms: { channel: 'data' } });
    expect(ruled(`${asked} @risk("high")`, 'dev')).not.toHaveProperty('terms.channel');
  });

  it('is none of what nobody is asked about', () => {
    expect(ruled('@risk("critical")')).not.toHaveProperty('terms');
  });
});

describe('the channel of a call that nobody was asked about', () => {
  it('is where it would have been asked', () => {
    const elsewhere = review({ channel: 'legal' });
    expect(channelOfCall(channels, elsewhere, 'prod')).toBe('legal');
    expect(channelOfCall(channels, review(), 'prod')).toBeUndefined();
  });

  it('is what the settings say, where nobody would have been asked or nothing is known of it', () => {
    expect(channelOfCall(channels, allow, 'prod')).toBe('data');
    expect(channelOfCall(channels, { ...allow, risk: 'critical' }, 'dev')).toBe('secrecy');
    expect(channelOfCall(channels, undefined, 'prod')).toBe('data');
    expect(channelOfCall(channels, undefined, 'dev')).toBeUndefined();
  });
});
