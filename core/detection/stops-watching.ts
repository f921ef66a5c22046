/** A call, as far as it tells whether somebody makes CloudTrail or the rules see less. */
export interface WatchedCall {
  call: string;
  parameters: unknown;
}

/** They end a trail, or leave out what it wrote until now. */
const ofTrails = [
  'cloudtrail:DeleteTrail',
  'cloudtrail:PutEventSelectors',
  'cloudtrail:StopLogging',
  'cloudtrail:UpdateTrail',
];

/** They end a rule, where it is one of ours. */
const ofRules: Readonly<Record<string, string>> = {
  'events:DeleteRule': 'name',
  'events:DisableRule': 'name',
  'events:RemoveTargets': 'rule',
};

/** Whether it stops what watches, whoever called. */
export function stopsWatching({ call, parameters }: WatchedCall, ownPrefix: string): boolean {
  if (ofTrails.includes(call)) return true;
  const member = Object.hasOwn(ofRules, call) ? ofRules[call] : undefined;
  if (member === undefined || typeof parameters !== 'object' || parameters === null) return false;
  const rule = (parameters as Record<string, unknown>)[member];
  return typeof rule === 'string' && rule.startsWith(ownPrefix);
}
