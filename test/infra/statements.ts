import type { Json, JsonObject } from '../../core/lib/json.ts';
import { ofType, type Resource } from './synthesized.ts';

export interface Statement {
  effect: string;
  actions: string[];
  /** As text, references included: enough to look for names and stars. */
  resources: string[];
  notResources: string[];
  conditions: JsonObject;
  principal: Json;
  sid: string;
}

const list = (value: Json | undefined): Json[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];
const text = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

export function statementsIn(document: Json | undefined): Statement[] {
  return list((document as JsonObject | undefined)?.Statement).map((statement) => {
    const { Effect, Action, Resource, NotResource, Condition, Principal, Sid } = statement as JsonObject;
    return {
      effect: String(Effect),
      actions: list(Action).map(text),
      resources: list(Resource).map(text),
      notResources: list(NotResource).map(text),
      conditions: (Condition ?? {}) as JsonObject,
      principal: Principal ?? null,
      sid: String(Sid ?? ''),
    };
  });
}

/** What a role may do, by the name of its function or workflow: "submit", "approval". */
export function statementsByRole(resources: Resource[]): Record<string, Statement[]> {
  const roles = ofType(resources, 'AWS::IAM::Role').map(({ logicalId, properties }) => {
    const name =
      /^countersign-[a-z]+-(.+?)-[a-z]+-[a-z]+-\d$/.exec(String(properties.RoleName))?.[1] ?? logicalId;
    const attached = ofType(resources, 'AWS::IAM::Policy').filter(({ properties: policy }) =>
      JSON.stringify(policy.Roles).includes(`"${logicalId}"`),
    );
    return [name, attached.flatMap(({ properties: policy }) => statementsIn(policy.PolicyDocument))] as const;
  });
  return Object.fromEntries(roles);
}

export const rolesThatMay = (roles: Record<string, Statement[]>, action: RegExp): string[] =>
  Object.entries(roles)
    .filter(([, statements]) => statements.some(({ actions }) => actions.some((name) => action.test(name))))
    .map(([name]) => name)
    .sort();
