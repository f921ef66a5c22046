import { z } from 'zod';
import { formatIssue } from '../../core/lib/format-issue.ts';
import { unwrapEvent } from './unwrap-event.ts';

const text = z.string().min(1);

/** What is read of a CloudTrail event. Anything else may stand beside it, and most of this may be missing. */
const eventSchema = z.looseObject({
  eventTime: z.string().regex(/^\d{4}-\d\d-\d\d[T ]/, 'is not a time'),
  eventSource: text,
  eventName: text,
  awsRegion: text,
  recipientAccountId: text.nullish(),
  userIdentity: z
    .looseObject({
      type: z.string().nullish(),
      arn: z.string().nullish(),
      invokedBy: z.string().nullish(),
    })
    .nullish(),
  requestParameters: z.unknown().optional(),
  /** AWS did not do it: `AccessDenied`, `Client.UnauthorizedOperation`, `DryRunOperation`. */
  errorCode: z.string().nullish(),
  resources: z.array(z.looseObject({ ARN: z.string().nullish() })).nullish(),
});
export type TrailEvent = z.infer<typeof eventSchema>;

export type TrailEventAnswer = { ok: true; event: TrailEvent } | { ok: false; problem: string };

/** An event of a log file, or as others wrap it: see `unwrapEvent`. */
export function readTrailEvent(json: string): TrailEventAnswer {
  try {
    return readValue(unwrapEvent(JSON.parse(json)));
  } catch {
    return { ok: false, problem: 'is not JSON' };
  }
}

function readValue(value: unknown): TrailEventAnswer {
  const read = eventSchema.safeParse(value, { error: formatIssue });
  if (read.success) return { ok: true, event: read.data };
  const [issue] = read.error.issues;
  return { ok: false, problem: `is not a CloudTrail event (${issue?.path.join('.')} ${issue?.message})` };
}
