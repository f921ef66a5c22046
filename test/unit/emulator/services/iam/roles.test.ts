import { describe, expect, it } from 'vitest';
import { resourceTypes } from '../../../../../emulator/services/iam/resource-types.ts';
import { rolesOf } from '../../../../../emulator/services/iam/roles.ts';
import { document, role, templateOf } from '../given-template.ts';

const rolesIn = (resources: object) => rolesOf(templateOf(resources).resourcesOf(resourceTypes));

describe('a role', () => {
  it('has what is written in it, attached to it and managed elsewhere, and nothing else', () => {
    const policy = (type: string, properties: object) => ({ Type: type, Properties: properties });
    const [first] = rolesIn({
      Role: role({
        Policies: [{ PolicyName: 'inline', PolicyDocument: document('a:Inline') }],
        ManagedPolicyArns: [
          { Ref: 'Listed' },
          'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
        ],
      }),
      Attached: policy('AWS::IAM::Policy', {
        PolicyName: 'attached',
        PolicyDocument: document('a:Attached'),
        Roles: [{ Ref: 'Role' }],
      }),
      Managed: policy('AWS::IAM::ManagedPolicy', {
        PolicyDocument: document('a:Managed'),
        Roles: [{ Ref: 'Role' }],
      }),
      Listed: policy('AWS::IAM::ManagedPolicy', { PolicyDocument: document('a:Listed') }),
      Other: policy('AWS::IAM::ManagedPolicy', { PolicyDocument: document('a:Other') }),
    });
    const text = JSON.stringify(first?.policies);
    for (const action of ['a:Inline', 'a:Attached', 'a:Managed', 'a:Listed', 'logs:PutLogEvents']) {
      expect(text).toContain(action);
    }
    expect(text).not.toContain('a:Other');
  });

  it('with a policy of AWS that is not known here stops the start', () => {
    const template = {
      Role: role({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] }),
    };
    expect(() => rolesIn(template)).toThrow(
      'S/Role: managed policy arn:aws:iam::aws:policy/ReadOnlyAccess is not implemented locally',
    );
  });
});
