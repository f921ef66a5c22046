import { z } from 'zod';
import { listedActionSchema, wholeActionSchema } from '../../catalog/listed-action.ts';
import { ticketClaimsSchema } from '../../core/execution/ticket.ts';
import { termsSchema } from '../../core/policy/ruling.ts';
import { requestViewSchema } from '../../core/request/request-view.ts';
import { answerSchema } from '../../functions/api/answer/contract.ts';
import { credentialsSchema, grantedSchema } from '../../functions/api/credentials/contract.ts';
import { keysSchema, redeemedSchema, redemptionSchema } from '../../functions/api/keys/contract.ts';
import { outcomeSchema, startedSchema, startSchema } from '../../functions/api/report/contract.ts';
import { ranSchema, runSchema } from '../../functions/api/run/contract.ts';
import { contract as submit, submittedSchema } from '../../functions/api/submit/contract.ts';
import { withdrawalSchema } from '../../functions/api/withdraw/contract.ts';
import { problemSchema } from '../../functions/shared/problem.ts';
import { submissionSchema } from '../../functions/shared/submit/submission-schema.ts';
import { commandSchema, eventSchema } from '../../functions/slack/home/payload.ts';
import { payloadSchema } from '../../functions/slack/interact/payload.ts';
import { schemaSettings } from './json-schema.ts';

type Named = Readonly<Record<string, z.ZodType>>;

/** What callers send. What a schema does not know is refused. */
const taken: Named = {
  Submission: submissionSchema,
  Withdrawal: withdrawalSchema,
  Answer: answerSchema,
  Run: runSchema,
  CredentialsOrder: credentialsSchema,
  Start: startSchema,
  Outcome: outcomeSchema,
  Redemption: redemptionSchema,
  SlackPayload: payloadSchema,
  SlackEvent: eventSchema,
  SlackCommand: commandSchema,
};

/** What they get. A newer deployment may say more, so a client MUST pass over what it does not know. */
const given: Named = {
  RequestView: requestViewSchema,
  SubmittedRequest: submittedSchema,
  RanRequest: ranSchema,
  GrantedRequest: grantedSchema,
  StartedRequest: startedSchema,
  Keys: keysSchema,
  RedeemedTicket: redeemedSchema,
  TicketClaims: ticketClaimsSchema,
  Evaluation: submit['POST /v1/evaluate'].answers[200].schema,
  Terms: termsSchema,
  Actions: submit['GET /v1/actions'].answers[200].schema,
  ListedAction: listedActionSchema,
  WholeAction: wholeActionSchema,
  Problem: problemSchema,
};

const uri = (id: string): string => `#/components/schemas/${id}`;

const names = new Map(Object.entries({ ...taken, ...given }).map(([id, schema]) => [schema, id]));

export function refTo(schema: z.ZodType): { $ref: string } {
  const id = names.get(schema);
  if (id === undefined) throw new Error('A schema of the API has no name in docs/generate/components.ts.');
  return { $ref: uri(id) };
}

export const components = (): Record<string, object> => ({
  ...schemasOf(taken, () => {}),
  ...schemasOf(given, (node) => {
    if (node.additionalProperties === false) delete node.additionalProperties;
  }),
});

function schemasOf(
  named: Named,
  change: (node: z.core.JSONSchema.BaseSchema) => void,
): Record<string, object> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    ...schemaSettings,
    io: 'input',
    uri,
    override(node) {
      schemaSettings.override(node);
      change(node.jsonSchema);
    },
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _, $id: __, ...schema }]) => [id, schema]),
  );
}
