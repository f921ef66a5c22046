import type { CountName, Coverage, Gap } from '../../../core/detection/coverage.ts';
import { table } from '../table.ts';

const words: Readonly<Record<CountName, string>> = {
  seen: 'calls of agents and of Countersign',
  matched: 'belong to what was let through',
  plainlyAllowed: 'policy allows without asking',
  denied: 'AWS denied',
  drifted: 'run otherwise than signed',
  unmatched: 'without an approval',
  late: 'nobody had brought before',
  notUnderstood: 'not understood',
  unseen: 'approved, run and never seen',
};

const reasons: Readonly<Record<Gap['why'], string>> = {
  'no-digest': 'CloudTrail wrote no digest file: the trail did not log, or its log file validation is off',
  'digest-not-genuine': 'a digest file is not what CloudTrail wrote',
  'log-file-not-genuine': 'a log file is gone or not what CloudTrail wrote',
  'several-trails': 'several trails write into the bucket: name one in detection.trail.name of the settings',
  'not-read': 'its time was over before it could be read',
};

export function formatCoverage({ state, from, to, counts, gaps, places }: Coverage): string {
  const rows = (Object.keys(words) as CountName[]).map((name) => [words[name], counts[name]] as const);
  const unread = gaps.map(
    ({ account, region, why, ...gap }) => `${account} ${region} ${gap.from} to ${gap.to}: ${reasons[why]}`,
  );
  const open = places.map(({ account, region, through }) => `${account} ${region}: read up to ${through}`);
  return [
    `${from} to ${to}`,
    table(['what', 'calls'], rows),
    ...(unread.length > 0 ? [['Not read:', ...unread].join('\n')] : []),
    ...(state === 'open' ? [['Not read to its end yet:', ...open].join('\n')] : []),
  ].join('\n\n');
}
