import { describe, expect, it } from 'vitest';
import { locationIn, settingsLocation } from '../../../local/settings-location.ts';

const at = (account: string, others: readonly string[]) => ({
  ok: true,
  stage: 'ours',
  location: { account, region: 'eu-north-1' },
  accounts: {
    ids: [account, ...others],
    regions: ['eu-north-1', 'us-east-1'],
    accountStack: 'countersign-ours-account',
    regionStack: 'countersign-ours-region',
    boundary: 'countersign-ours-agent-boundary-eu-north-1',
  },
});
const settings = (more: string) => `stage: ours\nregion: eu-north-1\n${more}`;
const listed = settings('accounts: {"444455556666": staging, "777788889999": dev}');
const fixed = settings('account: "777788889999"\naccounts: {"444455556666": staging}');

describe('where a stage stands on this machine', () => {
  it('is the first account that its settings list', () => {
    expect(locationIn('s.yaml', listed)).toEqual(at('444455556666', ['777788889999']));
  });

  it('is the account that its settings deploy to', () => {
    expect(locationIn('s.yaml', fixed)).toEqual(at('777788889999', ['444455556666']));
  });

  it('is the account that is asked for, listed or not', () => {
    expect(locationIn('s.yaml', listed, '123456789012')).toEqual(
      at('123456789012', ['444455556666', '777788889999']),
    );
    expect(locationIn('s.yaml', fixed, '777788889999')).toEqual(at('777788889999', ['444455556666']));
  });

  it('has the second bucket in the account that guards it, or at home where none is named', () => {
    const copies = { stack: 'countersign-ours-copies', bucket: 'evidence-copies' };
    const said = (digestCopy: string) => locationIn('s.yaml', `${fixed}\ndigestCopy: ${digestCopy}`);
    expect(said('{bucket: evidence-copies, account: "999988887777"}')).toMatchObject({
      copies: { ...copies, account: '999988887777' },
    });
    expect(said('{bucket: evidence-copies}')).toMatchObject({
      copies: { ...copies, account: '777788889999' },
    });
  });

  it.each([
    ['--account 444455556666: s.yaml deploys to account 777788889999', fixed, '444455556666'],
    ['s.yaml lists no account: give one with --account', settings('accounts: {}'), undefined],
  ])('is not known: %s', (problem, text, asked) => {
    expect(locationIn('s.yaml', text, asked)).toEqual({ ok: false, problem });
  });

  it('is known for the stages of the project', () => {
    for (const stage of ['trial', 'production'])
      expect(settingsLocation({ stage })).toMatchObject({ ok: true });
  });
});
