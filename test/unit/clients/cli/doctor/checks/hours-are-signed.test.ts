import { describe, expect, it } from 'vitest';
import type { EvidenceSource } from '../../../../../../clients/cli/audit/source/evidence-source.ts';
import { hoursAreSigned } from '../../../../../../clients/cli/doctor/checks/hours-are-signed.ts';
import { digestKey } from '../../../../../../core/evidence/digest-file.ts';
import { fourHours, timeIn } from '../../../../../support/given/evidence.ts';
import { type Objects, signingKey } from '../../../../../support/memory-evidence.ts';
import { sourceOf } from '../../../../../support/memory-evidence-source.ts';
import { contextWith, settings, signedTrail } from '../well-deployment.ts';

const copying = { ...settings, digestCopy: { bucket: 'copies' } };

/** What is found of a trail at this time, with this second bucket. */
async function find({
  of,
  copies,
  now = timeIn(4, 15),
}: {
  of?: EvidenceSource;
  copies?: Objects;
  now?: string;
} = {}) {
  const context = contextWith({
    settings: { ok: true, value: copies ? copying : settings },
    aws: {
      trail: async (bucket) =>
        bucket === 'copies' ? sourceOf(copies ?? new Map()) : (of ?? sourceOf((await whole()).objects)),
    },
  });
  return hoursAreSigned.run({ ...context, timing: { ...context.timing, now: () => Date.parse(now) } });
}

const whole = async () => ({ objects: new Map((await signedTrail()).bucket.objects) });
const failing = (found: RegExp) => ({ outcome: 'failed', found: expect.stringMatching(found) });

describe('hours that are signed', () => {
  it('are told, with the second bucket that there is not', async () => {
    expect(await find()).toEqual({
      outcome: 'passed',
      found: expect.stringMatching(
        /^Hours 0 to 3, up to 2026-01-05T13:00:00.000Z, are signed .*; the settings name no second bucket/,
      ),
    });
  });

  it('and are in the second bucket pass', async () => {
    expect(await find({ copies: (await whole()).objects })).toMatchObject({
      outcome: 'passed',
      found: expect.stringContaining('each is in copies as well'),
    });
  });

  it('two days ago or longer are for whoever verifies all', async () => {
    const story = await fourHours((await signedTrail()).key);
    story.at(timeIn(60, 10));
    await story.close();
    story.bucket.objects.set(digestKey(2), Buffer.from('x'));
    expect(await find({ of: sourceOf(story.bucket.objects), now: timeIn(60, 15) })).toMatchObject({
      outcome: 'passed',
      found: expect.stringContaining('Hours 12 to 59'),
    });
  });
});

describe('an hour fails', () => {
  it('that has no digest file half an hour after it', async () => {
    expect(await find({ now: timeIn(5, 29) })).toMatchObject({ outcome: 'passed' });
    expect(await find({ now: timeIn(5, 30) })).toMatchObject(
      failing(/^digests\/00000004.json \(digest-missing\): The hour from 2026-01-05T13:00/),
    );
  });

  it('that was left out', async () => {
    const { objects } = await whole();
    objects.delete(digestKey(1));
    expect(await find({ of: sourceOf(objects) })).toMatchObject(failing(/00000001.json \(digest-missing\)/));
  });

  it('that a key has signed which is none of this deployment', async () => {
    const { bucket } = await fourHours(signingKey());
    expect(await find({ of: sourceOf(bucket.objects) })).toMatchObject(failing(/\(key-unknown\)/));
  });

  it('that is another one in the second bucket, or not there', async () => {
    const { objects } = await whole();
    objects.delete(digestKey(3));
    expect(await find({ copies: objects })).toMatchObject(failing(/00000003.json \(digest-copy-differs\)/));
  });

  it('that could be deleted', async () => {
    const of = sourceOf((await whole()).objects, { lockOf: () => undefined });
    expect(await find({ of })).toMatchObject(failing(/\(not-locked\).* 1 more$/));
  });
});

describe('where no hour is signed', () => {
  it('it is too early to say', async () => {
    expect(await find({ of: sourceOf(new Map()) })).toMatchObject({
      outcome: 'skipped',
      todo: expect.stringContaining('ten past the next full hour'),
    });
  });

  it('what lies there instead fails', async () => {
    const of = sourceOf(new Map([['digests/one.json', Buffer.from('x')]]));
    expect(await find({ of })).toMatchObject(failing(/\(digest-misplaced\)/));
  });

  it('settings that cannot be read are told', async () => {
    const context = contextWith({ settings: { ok: false, problems: ['No such file.'] } });
    expect(await hoursAreSigned.run(context)).toMatchObject({ outcome: 'skipped', found: 'No such file.' });
  });
});
