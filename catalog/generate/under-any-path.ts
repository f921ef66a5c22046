/**
 * A session's ARN leaves out the path of its role, and so an agent is known without it. Its principal's ARN, which these
 * conditions are held against, has it: a role of the same name under a path is the same agent.
 */
export const underAnyPath = (pattern: string): string[] => [pattern, pattern.replace(':role/', ':role/*/')];
