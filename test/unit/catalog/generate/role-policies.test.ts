import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PolicyDocument, sizeOf } from '../../../../catalog/generate/policy-document.ts';
import { policiesPerRole, rolePolicies } from '../../../../catalog/generate/role-policies.ts';

const actionsIn = (documents: readonly PolicyDocument[]): string[] =>
  documents.flatMap(({ Statement }) =>
    Statement.flatMap((one) => ('Action' in one ? [...[one.Action].flat()] : [])),
  );
const many = (count: number): string[] => Array.from({ length: count }, (_, index) => `ec2:Action${index}`);
const viaService = { Bool: { 'aws:ViaAWSService': 'true' } };

describe('the policies of a role', () => {
  it('are none where it is allowed nothing', () => {
    expect(rolePolicies('grant', [{ actions: [] }])).toEqual({ ok: true, value: [] });
  });

  it('hold every action once, in as few documents as IAM takes, each within its limit', () => {
    const names = fc.array(fc.stringMatching(/^[a-z]{2,8}:[A-Z][A-Za-z]{5,60}$/), { maxLength: 900 });
    fc.assert(
      fc.property(names, (actions) => {
        const fitted = rolePolicies('executor', [{ actions }]);
        const documents = fitted.ok ? fitted.value : [];
        expect(actionsIn(documents)).toEqual(actions);
        for (const document of documents) expect(sizeOf(document)).toBeLessThanOrEqual(6_144);
        // The next action would not have fitted into any but the last.
        for (const document of documents.slice(0, -1)) expect(sizeOf(document)).toBeGreaterThan(6_144 - 75);
      }),
      { numRuns: 40 },
    );
  });

  it('keep what is allowed on a condition apart', () => {
    const fitted = rolePolicies('executor', [
      { actions: ['s3:GetObject'] },
      { actions: ['kms:Decrypt'], condition: viaService },
    ]);
    expect(fitted.ok && fitted.value.map(({ Statement }) => Statement[0])).toEqual([
      { Sid: 'Allow', Effect: 'Allow', Action: ['s3:GetObject'], Resource: '*' },
      { Sid: 'Allow', Effect: 'Allow', Action: ['kms:Decrypt'], Resource: '*', Condition: viaService },
    ]);
  });

  it('are none where they do not fit', () => {
    expect(rolePolicies('executor', [{ actions: many(4_000) }])).toEqual({
      ok: false,
      problem:
        'What the role executor has to allow takes 12 managed policies, and 9 can be attached to it: ' +
        'let policies forbid whole groups of actions, or none of a group.',
    });
    expect(policiesPerRole).toBe(9);
  });
});
