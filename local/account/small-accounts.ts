import type { Need, Target, TargetCall } from '@countersign/emulator';
import type { StaticOperationSchema } from '@smithy/types';
import type { Protocol } from '../../catalog/shapes/service-file.ts';
import type { JsonObject } from '../../core/lib/json.ts';
import { cloudtrail } from './services/cloudtrail.ts';
import { ec2 } from './services/ec2.ts';
import { iam } from './services/iam.ts';
import { kms } from './services/kms.ts';
import { lambda } from './services/lambda.ts';
import { notHere, type Outcome, type Place, type Refused, refused } from './services/operation.ts';
import { rds } from './services/rds.ts';
import { s3 } from './services/s3.ts';
import { secretsmanager } from './services/secretsmanager.ts';
import type { Service, Shown } from './services/service.ts';
import type { Things } from './services/things.ts';
import type { MadeCall } from './trail/trail-event.ts';
import { findOperation, protocolOf } from './wire/found-operation.ts';
import { writeAnswer } from './wire/write-answer.ts';

export interface SmallAccountsOptions {
  /** What an account has when it is first called. */
  thingsOf: (account: string) => Things;
  /** Hexadecimal digits that nobody has had. */
  newId: (digits: number) => string;
  /** Told of each call of an operation that is here, done or not. */
  onCall?: (made: MadeCall) => void;
}

/** What a request comes to, and how it is told. */
interface Answered {
  operation: string;
  outcome: Outcome;
  schema?: StaticOperationSchema;
  input?: JsonObject;
  isDenied?: true;
}

export interface SmallAccounts {
  target: Target;
  /** What an account has now. */
  show(account: string): readonly Shown[];
}

/**
 * Accounts with a few things in them, each with a state of its own that lives as long as this does. Regions are one: a thing
 * is there in whichever is called. What is not here stops the call by name, and nothing happens that the caller may not do.
 */
export function smallAccounts({ thingsOf, newId, onCall }: SmallAccountsOptions): SmallAccounts {
  const accounts = new Map<string, Map<string, Playing>>();
  const accountOf = (account: string): Map<string, Playing> => {
    const known = accounts.get(account) ?? played(thingsOf(account));
    accounts.set(account, known);
    return known;
  };

  const target: Target = async (call) => {
    const { service, account, region, now, requestId, roles: stackRoles } = call;
    const at: Place = { account, region, now, newId, stackRoles };
    const protocol = protocolOf(service) ?? 'awsJson1_0';
    const played = accountOf(account).get(service);
    const answered = await answer(call, played?.operation, at, protocol);
    const { operation, outcome, schema, input, isDenied = false } = answered;
    if (schema && input) onCall?.({ ...{ call, operation, schema, input, outcome, isDenied } });
    const written = writeAnswer(outcome, { protocol, schema, requestId });
    return { ...written, operation, ...(outcome.ok ? {} : { failed: outcome.code }) };
  };
  return {
    target,
    show: (account) => [...accountOf(account).values()].flatMap(({ show }) => show()),
  };
}

/** The operations of a service, tied to what one account has of it. */
type Playing = ReturnType<typeof playing>;

const played = (things: Things): Map<string, Playing> =>
  new Map(
    Object.entries({
      iam: playing(iam, things),
      ec2: playing(ec2, things),
      s3: playing(s3, things),
      kms: playing(kms, things),
      rds: playing(rds, things),
      secretsmanager: playing(secretsmanager, things),
      lambda: playing(lambda, things),
      cloudtrail: playing(cloudtrail, things),
    }),
  );

function playing<State>({ operations, create, show }: Service<State>, things: Things) {
  const state = create(things);
  return {
    show: () => show?.(state) ?? [],
    operation: (name: string) => {
      const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
      return (
        operation && {
          reads: operation.reads,
          needs: operation.needs,
          answer: (input: JsonObject, at: Place): Outcome => operation.answer(input, state, at),
        }
      );
    },
  };
}

async function answer(
  { service, request, decide }: TargetCall,
  playingService: Playing['operation'] | undefined,
  at: Place,
  protocol: Protocol,
): Promise<Answered> {
  if (!playingService) return { operation: '', outcome: notHere(service) };
  const asked = await findOperation(service, request);
  if (!asked.ok)
    return { operation: asked.name, outcome: notHere(`${service}:${asked.name} (${asked.detail})`) };
  const { name, schema, input } = asked.found;
  const operation = playingService(name);
  if (!operation) return { operation: name, outcome: notHere(`${service}:${name}`) };
  for (const need of operation.needs(input, at)) {
    const decision = decide(need);
    if (decision.kind === 'denied')
      return {
        ...{ operation: name, schema, input, isDenied: true },
        outcome: denied(decision.reason, need, protocol),
      };
  }
  const unread = Object.keys(input).find((member) => !operation.reads.includes(member));
  if (unread !== undefined) return { operation: name, outcome: notHere(`${service}:${name} with ${unread}`) };
  return { operation: name, outcome: operation.answer(input, at), schema, input };
}

/** Each protocol has its own name for it. */
function denied(reason: string, { action }: Need, protocol: Protocol): Refused {
  if (protocol === 'ec2Query')
    return refused(
      'UnauthorizedOperation',
      `You are not authorized to perform this operation. ${reason}`,
      403,
    );
  if (protocol === 'restXml' || protocol === 'awsQuery') return refused('AccessDenied', reason, 403);
  return refused('AccessDeniedException', reason, action.startsWith('lambda:') ? 403 : 400);
}
