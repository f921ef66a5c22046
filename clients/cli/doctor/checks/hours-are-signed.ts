import type { Fault } from '../../../../core/evidence/fault.ts';
import { startOfHour } from '../../../../core/evidence/hours.ts';
import { signatureCheck } from '../../audit/source/public-keys.ts';
import { findSpan, openDigests } from '../../audit/verify/check-digests.ts';
import { createReadLocked } from '../../audit/verify/read-locked.ts';
import type { Check } from '../check.ts';
import { type Finding, failed, passed, skipped } from '../finding.ts';

const lookBackMs = 48 * 3_600_000;
/** A trial locks for no longer. */
const leastRetentionDays = 1;

export const hoursAreSigned: Check = {
  name: 'hours-are-signed',
  how: 's3:ListBucketVersions and s3:GetObject of the digest files of two days, their signatures by the keys that GET /v1/keys answers, and their copies in the second bucket of the settings',
  async run({ deployment: { auditBucketName }, settings, aws, publicKeys, timing }) {
    if (!settings.ok)
      return skipped(settings.problems.join(' '), "Give --settings with this deployment's settings.");
    const { digestCopy } = settings.value;
    const faults: Fault[] = [];
    const find = (fault: Fault): void => void faults.push(fault);
    const source = await aws.trail(auditBucketName);
    const readLocked = createReadLocked(source, leastRetentionDays, () => {});
    const ports = {
      source,
      find,
      isSigned: signatureCheck(await publicKeys()),
      ...(digestCopy && { copies: await aws.trail(digestCopy.bucket) }),
      async read(key: string) {
        const found = await readLocked(key);
        found?.faults.forEach(find);
        return found?.body;
      },
    };
    const now = new Date(timing.now()).toISOString();
    const from = new Date(timing.now() - lookBackMs).toISOString();
    const span = await findSpan(ports, { from, now });
    if (!span) return noneYet(faults);
    const digests = openDigests(ports, span);
    await digests.startAt(span.first);
    for (let sequence = span.first; sequence <= span.last; sequence++) await digests.next(sequence);
    if (faults.length > 0) return failed(told(faults), whatToDo);
    const until = startOfHour(span.base + span.last + 1);
    const copied = digestCopy
      ? `each is in ${digestCopy.bucket} as well`
      : 'the settings name no second bucket (digestCopy)';
    return passed(
      `Hours ${span.first} to ${span.last}, up to ${until}, are signed by a key of this deployment, none left out; ${copied}.`,
    );
  },
};

/** In its first hour a deployment has nothing that could be signed. What is there and is no digest file is another thing. */
const noneYet = (faults: readonly Fault[]): Finding =>
  faults.length > 1
    ? failed(told(faults), whatToDo)
    : skipped(
        'No hour is signed yet.',
        'The first digest file is written at ten past the next full hour: look again then. If there is none, see the runbook, hour-not-signed.',
      );

const mostTold = 3;

function told(faults: readonly Fault[]): string {
  const first = faults.slice(0, mostTold).map(({ code, object, detail }) => `${object} (${code}): ${detail}`);
  const more = faults.length - first.length;
  return [...first, ...(more > 0 ? [`${more} more`] : [])].join(' ');
}

const whatToDo =
  'See the runbook, hour-not-signed. Run `countersign audit verify` over the whole trail, with --copy where there is a second bucket, and keep its report.';
