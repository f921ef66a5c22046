import type { RoleTaken } from '@countersign/emulator';
import type { StaticOperationSchema } from '@smithy/types';
import type { JsonObject } from '../../../core/lib/json.ts';
import { done, refused } from '../services/operation.ts';
import type { MadeCall } from './trail-event.ts';

/** STS is the emulator's own; CloudTrail tells of a role that was taken as of any other call. */
export function madeByTaking({ call, input, answer }: RoleTaken, schema: StaticOperationSchema): MadeCall {
  const { DurationSeconds, ...asked } = input as JsonObject;
  return {
    call,
    operation: 'AssumeRole',
    schema,
    // A form has texts alone.
    input: {
      ...asked,
      ...(DurationSeconds === undefined ? {} : { DurationSeconds: Number(DurationSeconds) }),
    },
    outcome:
      answer.kind === 'output'
        ? done(answer.output as JsonObject)
        : refused(
            answer.kind === 'failure' ? answer.code : '',
            answer.kind === 'failure' ? answer.message : '',
          ),
    isDenied: answer.kind === 'failure' && answer.code === 'AccessDenied',
  };
}
