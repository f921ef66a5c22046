import { describe, expect, it } from 'vitest';
import { findSources } from '../../infra/sources.ts';

describe('where settings and policies lie', () => {
  it('is this repository, as a trial, where nothing is said', () => {
    expect(findSources({})).toEqual({
      ok: true,
      value: { settings: 'infra/settings/trial.yaml', policies: 'policies' },
    });
  });

  it('is this repository for a stage that it has', () => {
    expect(findSources({ stage: 'production' })).toMatchObject({
      value: { settings: 'infra/settings/production.yaml', policies: 'policies' },
    });
  });

  it('is whatever is named, as it is named', () => {
    const elsewhere = { settings: '../ours/production.yaml', policies: '../ours/rules' };
    expect(findSources(elsewhere)).toEqual({ ok: true, value: elsewhere });
    expect(findSources({ stage: 'production', policies: '../ours/rules' })).toMatchObject({
      value: { settings: 'infra/settings/production.yaml', policies: '../ours/rules' },
    });
  });

  it('is not guessed where settings are named twice', () => {
    expect(findSources({ stage: 'production', settings: '../ours/trial.yaml' })).toEqual({
      ok: false,
      problems: [
        '-c stage=production and -c settings=../ours/trial.yaml both name settings: give one of them.',
      ],
    });
  });

  it.each(['nowhere', '../../etc/passwd', ''])('is nowhere for a stage without a file: "%s"', (stage) => {
    expect(findSources({ stage })).toEqual({
      ok: false,
      problems: [
        `infra/settings has no ${stage}.yaml: use -c stage=<one of production, trial>, write that file, or give another with -c settings=<file>.`,
      ],
    });
  });
});
