/** As the environment of a function that judges events names them, with commas. */
export interface AgentsRoleSettings {
  AGENT_ROLE_PATTERNS: string;
  ASSUMABLE_ROLES: string;
}

/** The roles that agents come with, and those that they may become, each without its path: so CloudTrail names a session's. */
export const agentsRoles = ({ AGENT_ROLE_PATTERNS, ASSUMABLE_ROLES }: AgentsRoleSettings): string[] =>
  `${AGENT_ROLE_PATTERNS},${ASSUMABLE_ROLES}`
    .split(',')
    .filter((role) => role !== '')
    .map((role) => role.replace(/:role\/.*\//, ':role/'));
