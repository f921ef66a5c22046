import { type LoadedTemplate, loadTemplate } from '../../../../emulator/load-template.ts';
import { writeAssembly } from '../../../support/cloud-assembly.ts';

/** One stack `S` of these resources, read as the emulator reads it. */
export function templateOf(Resources: object): LoadedTemplate {
  const assembly = writeAssembly({ S: { template: { Resources }, assets: { 'abc.zip': 'asset.abc' } } });
  const loaded = loadTemplate({ assembly, location: { account: '777788889999', region: 'eu-west-1' } });
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
  return loaded.template;
}

export const document = (Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
});

export const role = (properties: object = {}) => ({
  Type: 'AWS::IAM::Role',
  Properties: { AssumeRolePolicyDocument: document('sts:AssumeRole'), ...properties },
});

/** A function in the role `Role`. */
export const fn = (properties: object = {}) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Code: { S3Bucket: 'assets', S3Key: 'abc.zip' },
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    ...properties,
  },
});
