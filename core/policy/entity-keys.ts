/** How Cedar's entities are written in scopes and in the index: `Agent::"etl"`. */
export interface EntityName {
  type: string;
  id: string;
}

export const keyOf = ({ type, id }: EntityName): string => `${type}::${JSON.stringify(id)}`;
export const agentKey = (id: string): string => keyOf({ type: 'Agent', id });
export const agentGroupKey = (id: string): string => keyOf({ type: 'AgentGroup', id });
export const resourceKey = (id: string): string => keyOf({ type: 'Resource', id });
