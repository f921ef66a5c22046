import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awsActions } from '../../../catalog/aws/aws-actions.ts';
import { catalogWith } from '../../../catalog/catalog.ts';
import { catalogOnDemand } from '../../../catalog/catalog-on-demand.ts';
import { customActionsSchema } from '../../../catalog/custom/custom-action.ts';

const custom = customActionsSchema.parse({ actions: [] });
const whole = catalogWith(custom);
const uncurated = 'iam:ListAccountAliases';

describe('a catalog that is opened for an action', () => {
  it.each(awsActions)('has the entry that the whole catalog has: $action', async (entry) => {
    const { find, openCatalog } = catalogOnDemand(custom);
    expect((await openCatalog(entry.action)).find(entry.action)).toBe(entry);
    expect(find(entry.action)).toBe(entry);
  });

  it('has what every deployment adds', async () => {
    const { openCatalog } = catalogOnDemand(custom);
    expect((await openCatalog('countersign:selftest')).find('countersign:selftest')).toMatchObject({
      action: 'countersign:selftest',
    });
  });

  it('loads the entries of one service, also for an operation that nobody has described', async () => {
    const { openCatalog } = catalogOnDemand(custom);
    const { entries, find } = await openCatalog(uncurated);
    expect(find(uncurated)).toMatchObject({ action: uncurated, curated: false });
    const services = new Set(entries.map(({ action }) => action.split(':')[0]));
    expect(services).toContain('iam');
    expect(services).not.toContain('ec2');
  });

  it('is never asked about an action of another service: that would seem to be one that nobody has described', async () => {
    const { find, openCatalog } = catalogOnDemand(custom);
    const opened = await openCatalog('iam:CreateRole');
    for (const ask of [find, opened.find])
      expect(() => ask('ec2:RunInstances')).toThrow('The catalog was not opened for ec2:RunInstances.');
  });

  it('is the whole one, in its order, where there is no such action or none is named, whatever was opened before', async () => {
    const action = fc.constantFrom(...awsActions.map((entry) => entry.action));
    const last = fc.constantFrom(undefined, 'iam:AttachRolPolicy', 'constructor:Name');
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 5 }), last, async (before, wanted) => {
        const { openCatalog } = catalogOnDemand(custom);
        for (const each of before) await openCatalog(each);
        const { entries } = await openCatalog(wanted);
        expect(entries.map((entry) => entry.action)).toEqual(whole.entries.map((entry) => entry.action));
      }),
      { numRuns: 20 },
    );
  });
});
