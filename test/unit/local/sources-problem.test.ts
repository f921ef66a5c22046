import { describe, expect, test } from 'vitest';
import { sourcesProblem } from '../../../local/sources-problem.ts';

/** What `npm start -- --help` calls them: `-c settings=` is for those who deploy. */
describe('where settings and policies are said to lie', () => {
  test.each([
    {},
    { stage: 'trial' },
    { stage: 'production', policies: 'policies' },
    { settings: 'infra/settings/trial.yaml' },
  ])('is taken where it is there: %o', (sources) => {
    expect(sourcesProblem(sources)).toBeUndefined();
  });

  test.each([
    [{ settings: 'nowhere.yaml' }, `--settings nowhere.yaml is not there, as seen from ${process.cwd()}`],
    [{ settings: 'infra' }, '--settings infra is no file'],
    [{ policies: 'nowhere' }, `--policies nowhere is not there, as seen from ${process.cwd()}`],
    [{ policies: 'package.json' }, '--policies package.json is no folder'],
    [{ stage: 'nosuch' }, '--stage nosuch: infra/settings has no nosuch.yaml, but production and trial'],
    [
      { stage: '../settings/trial' },
      '--stage ../settings/trial: infra/settings has no ../settings/trial.yaml, but production and trial',
    ],
  ])('is told in the words of the option: %o', (sources, problem) => {
    expect(sourcesProblem(sources)).toBe(problem);
  });
});
