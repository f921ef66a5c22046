import { z } from 'zod';
import type { Json } from '../../lib/json.ts';

/** The part of the Amazon States Language that is implemented here. Strict objects: any other field stops the load. */
const json: z.ZodType<Json> = z.json();
const stateName = z.string().min(1).max(80);
const comment = z.string().optional();
const expression = z.string().regex(/^\{%[\s\S]*%\}$/, 'a {% JSONata %} expression is expected');
const secondsFrom = (least: number) => z.union([z.int().min(least).max(99_999_999), expression]);
const assign = z.record(z.string().regex(/^[A-Za-z_]\w{0,79}$/), json).optional();
const output = json.optional();
const errorEquals = z.array(z.string().min(1)).min(1);

const described = { Comment: comment, QueryLanguage: z.literal('JSONata').optional() };
const leaving = { Next: stateName.optional(), End: z.literal(true).optional() };

const retrier = z.strictObject({
  ErrorEquals: errorEquals,
  IntervalSeconds: z.int().min(1).optional(),
  BackoffRate: z.number().min(1).optional(),
  MaxAttempts: z.int().min(0).max(99_999_999).optional(),
  MaxDelaySeconds: z.int().min(1).optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).optional(),
});
export type Retrier = z.infer<typeof retrier>;

const catcher = z.strictObject({
  ErrorEquals: errorEquals,
  Next: stateName,
  Assign: assign,
  Output: output,
});

export const invoke = 'arn:aws:states:::lambda:invoke';
export const invokeAndWait = 'arn:aws:states:::lambda:invoke.waitForTaskToken';

const task = z.strictObject({
  ...described,
  Type: z.literal('Task'),
  Resource: z.enum([invoke, invokeAndWait]),
  Arguments: z.strictObject({ FunctionName: z.string(), Payload: json.default({}) }),
  TimeoutSeconds: secondsFrom(1).optional(),
  Retry: z.array(retrier).optional(),
  Catch: z.array(catcher).optional(),
  Assign: assign,
  Output: output,
  ...leaving,
});
export type TaskState = z.infer<typeof task>;

const choiceRule = z.strictObject({
  Comment: comment,
  Condition: expression,
  Next: stateName,
  Assign: assign,
  Output: output,
});

const choice = z.strictObject({
  ...described,
  Type: z.literal('Choice'),
  Choices: z.array(choiceRule).min(1),
  // Optional in the language; here a workflow that can fall off its edge does not load.
  Default: stateName,
  Assign: assign,
  Output: output,
});
export type ChoiceState = z.infer<typeof choice>;

const wait = z.strictObject({
  ...described,
  Type: z.literal('Wait'),
  Seconds: secondsFrom(0).optional(),
  Timestamp: z.string().optional(),
  Assign: assign,
  Output: output,
  ...leaving,
});
export type WaitState = z.infer<typeof wait>;

const pass = z.strictObject({
  ...described,
  Type: z.literal('Pass'),
  Assign: assign,
  Output: output,
  ...leaving,
});
export type PassState = z.infer<typeof pass>;

const succeed = z.strictObject({ ...described, Type: z.literal('Succeed'), Output: output });
export type SucceedState = z.infer<typeof succeed>;

const fail = z.strictObject({
  ...described,
  Type: z.literal('Fail'),
  Error: z.string().optional(),
  Cause: z.string().optional(),
});
export type FailState = z.infer<typeof fail>;

export type State = TaskState | ChoiceState | WaitState | PassState | SucceedState | FailState;

export const stateSchemas: Readonly<Record<string, z.ZodType<State>>> = {
  Task: task,
  Choice: choice,
  Wait: wait,
  Pass: pass,
  Succeed: succeed,
  Fail: fail,
};

export const machineSchema = z.strictObject({
  Comment: comment,
  Version: z.literal('1.0').optional(),
  QueryLanguage: z.literal('JSONata'),
  StartAt: stateName,
  States: z.record(stateName, z.looseObject({ Type: z.string() })),
});

export interface Definition {
  startAt: string;
  states: ReadonlyMap<string, State>;
}
