import { describe, expect, it } from 'vitest';
import { planCall } from '../../../../adapters/aws/execute/plan-call.ts';
import { awsActions } from '../../../../catalog/aws/aws-actions.ts';
import { catalogWith } from '../../../../catalog/catalog.ts';
import { lookPolicy } from '../../../../catalog/session-policy/look-policy.ts';

const { find } = catalogWith();
const location = { partition: 'aws', account: '111122223333', region: 'eu-central-1' };
const now = '2026-01-31T12:00:00.000Z';
const looks = awsActions.flatMap(({ action, look, example }) =>
  look ? [{ action, look: { ...look, parameters: look.input(example.parameters) } }] : [],
);

describe.each(looks)('the look before $action', ({ look }) => {
  it('has an operation that is called', () => {
    const planned = planCall({ ...look, requestId: 'f'.repeat(32), region: location.region }, look);
    // Of two operations with one name the later has its client before it.
    const name = look.operation.split('.').at(-1);
    expect(planned).toMatchObject({ ok: true, plan: { operation: { name }, parameters: look.parameters } });
  });

  it('has a session that may do the one read, as IAM calls it', () => {
    const made = lookPolicy(find, look, location, now);
    if (!made.ok) throw new Error(made.detail);
    expect(made.document.Statement[0]?.Action).toBe(look.action);
  });
});

describe('a look whose name in IAM is no operation', () => {
  it('may read the one API, and what is in it', () => {
    const look = { action: 'apigateway:GET', operation: 'GetRestApi', parameters: { restApiId: 'a1b2c3' } };
    const made = lookPolicy(find, look, location, now);
    if (!made.ok) throw new Error(made.detail);
    const api = 'arn:aws:apigateway:eu-central-1::/restapis/a1b2c3';
    const resources = made.document.Statement.flatMap(({ Resource }) => Resource);
    expect(resources).toContain(api);
    expect(resources.filter((arn) => arn !== api && !arn.startsWith(`${api}/`))).toEqual([]);
  });
});

describe('what IAM does not know', () => {
  it('is not looked at', () => {
    const look = { action: 'iam:Nothing', operation: 'GetRole', parameters: {} };
    expect(lookPolicy(find, look, location, now)).toMatchObject({ ok: false, code: 'no-aws-action' });
  });
});
