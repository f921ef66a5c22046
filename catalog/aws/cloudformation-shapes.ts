import { z } from 'zod';
import { inTurn, namedIn } from '../sentence.ts';
import { arnOf } from '../values/arn.ts';
import { matching, uuid } from '../values/aws-values.ts';
import { jsonText } from '../values/json-text.ts';
import { listed } from '../values/widest-first.ts';

const name = '[a-zA-Z][a-zA-Z0-9-]{0,127}';
/** By their names, both could be deleted and made anew while people decide. */
export const arnWithId = (kind: string, example: string) =>
  arnOf(
    'cloudformation',
    `${kind}/${name}/${uuid}`,
    `arn:aws:cloudformation:eu-central-1:111122223333:${kind}/${example}/1234abcd-12ab-34cd-56ef-1234567890ab`,
  );
export const stackName = matching(name, 128, 'must be the name of a stack, not its ARN');
export const stackSetName = matching(name, 128, 'must be the name of a stack set, not its ARN');

/** JSON, so that what it makes can be said. */
export const templateBody = jsonText(51_200);
/** An object by its version: another could lie there by the time that people have approved. */
export const templateUrl = matching(
  'https://[a-z0-9.-]+\\.s3\\.[a-z0-9-]+\\.amazonaws\\.com(?:\\.cn)?/[^?#\\s]+\\?versionId=[\\w.-]+',
  5_120,
  'must be the address of an object with its version: https://bucket.s3.region.amazonaws.com/key?versionId=…',
).refine((address) => !address.endsWith('versionId=null'), {
  error: 'must name a version of the object: "null" can be written over while people decide',
});

/** What gives permissions or runs code first. */
const grave = /^(?:AWS::IAM::|AWS::Lambda::|AWS::EC2::Instance$|AWS::CloudFormation::|Custom::)/;

interface Template {
  TemplateBody?: string;
  TemplateURL?: string;
  UsePreviousTemplate?: boolean;
}

/** "making AWS::IAM::Role and AWS::S3::Bucket, expanded by AWS::Serverless-2016-10-31" */
export function sayTemplate({ TemplateBody, TemplateURL, UsePreviousTemplate }: Template): string {
  if (TemplateURL !== undefined) return `from ${TemplateURL}`;
  if (TemplateBody !== undefined) return `making ${sayBody(TemplateBody)}`;
  return UsePreviousTemplate ? 'from the template that it has' : 'from no template';
}

const body = z.looseObject({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string() })).optional(),
  Transform: z.unknown().optional(),
});

function sayBody(text: string): string {
  const read = body.safeParse(JSON.parse(text));
  if (!read.success) return 'what its template says';
  const { Resources = {}, Transform } = read.data;
  const types = Object.values(Resources).map(({ Type }) => Type);
  const macros = Transform === undefined ? '' : `, expanded by ${JSON.stringify(Transform)}`;
  return `${types.length === 0 ? 'no resource' : listed(types, { most: 4, worst: types.filter((type) => grave.test(type)) })}${macros}`;
}

interface Given {
  RoleARN?: string;
  Capabilities?: readonly string[];
  Parameters?: readonly { ParameterKey?: string; ParameterValue?: string; UsePreviousValue?: boolean }[];
}

/** " as admin, making roles, with Size=large" */
export function sayGiven({ RoleARN, Capabilities = [], Parameters = [] }: Given, ownAccount: string): string {
  const values = Parameters.map(({ ParameterKey = '', ParameterValue = '', UsePreviousValue }) =>
    UsePreviousValue ? `${ParameterKey} as it is` : `${ParameterKey}=${ParameterValue}`,
  );
  return inTurn(
    [
      RoleARN === undefined ? '' : ` as ${namedIn(RoleARN, ownAccount)}`,
      Capabilities.length > 0 ? `, allowed ${listed(Capabilities)}` : '',
      values.length > 0 ? `, with ${listed(values, { most: 4 })}` : '',
    ],
    '',
  );
}
