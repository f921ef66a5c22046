/** What an agent gains: `escalation` is more permissions, now; `persistence` is access that outlives the agent's own. */
export const pathKinds = [
  'escalation',
  'exposure',
  'exfiltration',
  'credential-access',
  'impact',
  'evasion',
  'persistence',
  'discovery',
] as const;

export type PathKind = (typeof pathKinds)[number];

/** Where a list of paths was read, and how many stand there. */
export interface PathSource {
  name: string;
  /** On GitHub, as `owner/name`. */
  repository: string;
  commit: string;
  /** Of the commit. */
  date: string;
  /** In the repository. */
  where: string;
  published: number;
}

/** One thing that a path needs: any one of these IAM actions will do. */
export type Need = readonly string[];

/** One published way to more than one has. The agent takes it where every need is met. */
export interface PublishedPath {
  /** `source/id`: unique over all sources. */
  key: string;
  /** As the source calls it. */
  id: string;
  /** What the agent does, in our words. */
  title: string;
  kind: PathKind;
  /** Empty where it takes no call that IAM rules on: such a path is always open, and needs an excuse. */
  needs: readonly Need[];
  source: PathSource;
}
