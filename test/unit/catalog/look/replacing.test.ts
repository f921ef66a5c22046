import { describe, expect, it } from 'vitest';
import { awsActions } from '../../../../catalog/aws/aws-actions.ts';
import type { CatalogEntry } from '../../../../catalog/entry.ts';

const noClient = 'no client of the SDK for this service is pinned, so nothing here can ask';
const namesWhatItReplaces =
  'its parameters name the version that it replaces, and AWS refuses where there is another';
const onlyTold = 'it tells AWS something, and replaces nothing';
const secretItself = 'what it replaces is a secret, which no look may see';
const personal = 'AWS calls all of it sensitive: who the people are that it names';
const everyOne = 'what it replaces is an item or an object: data, which people need not read to decide';
const inPieces = 'no read shows all that one call changes';
const asStream = 'AWS answers what is there as a stream';
const anotherName = 'it gives another name, which says itself what was there';
const grows = 'it goes one way: what is there stays';
const template = 'a template can be a megabyte, more than a request has room for';
const notYet = 'it has dozens of settings, and nobody has said yet which of them people need to see';

/** Actions that replace something, by their names, and are not looked at before, each with the reason. */
const withoutLook: Readonly<Record<string, string>> = {
  'iam:UpdateLoginProfile': secretItself,
  'iam:ResetServiceSpecificCredential': secretItself,
  'iam:UpdateGroup': anotherName,
  'iam:UpdateUser': anotherName,
  'account:PutAlternateContact': personal,
  'rolesanywhere:UpdateTrustAnchor': noClient,
  'rolesanywhere:UpdateProfile': noClient,
  'acm-pca:PutPolicy': noClient,
  'route53resolver:PutResolverQueryLogConfigPolicy': noClient,
  'route53resolver:PutResolverRulePolicy': noClient,
  'route53resolver:PutFirewallRuleGroupPolicy': noClient,
  'dynamodb:PutItem': everyOne,
  'dynamodb:UpdateItem': everyOne,
  's3:PutObject': everyOne,
  'ecr:PutImage': everyOne,
  'backup:UpdateRecoveryPointLifecycle': grows,
  'glue:UpdateDevEndpoint': notYet,
  'kms:UpdatePrimaryRegion': anotherName,
  'route53:ChangeResourceRecordSets': inPieces,
  'apigateway:PUT': asStream,
  'cloudfront:UpdateDistribution': namesWhatItReplaces,
  'wafv2:UpdateWebACL': namesWhatItReplaces,
  'ssm:UpdateAssociation': notYet,
  'pipes:UpdatePipe': notYet,
  'apprunner:UpdateService': notYet,
  'datapipeline:PutPipelineDefinition': notYet,
  'codepipeline:PutApprovalResult': onlyTold,
  'codepipeline:UpdatePipeline': notYet,
  'cloudformation:UpdateStack': template,
  'cloudformation:UpdateStackSet': template,
  'sagemaker:UpdateNotebookInstance': notYet,
  'sagemaker:UpdateNotebookInstanceLifecycleConfig': notYet,
  'bedrock:PutFoundationModelEntitlement': onlyTold,
  'bedrock:PutUseCaseForModelAccess': onlyTold,
  'logs:PutLogEvents': onlyTold,
  'cloudwatch:PutMetricData': onlyTold,
  'events:PutEvents': onlyTold,
};

/** By their names, of the API or of IAM. What is called otherwise and replaces a document stands below. */
const replaces = ({ action, operation }: CatalogEntry): boolean =>
  [action.split(':')[1] ?? '', operation].some((name) =>
    /^(?:s3-control\.)?(?:Put|Update|Modify|Set|Replace|Change|Reset)/.test(name),
  );
const replacing = awsActions.filter((entry) => !entry.readOnly && replaces(entry));

describe('an action that replaces something', () => {
  it('is one of many', () => {
    expect(replacing.length).toBeGreaterThan(120);
  });

  it('is looked at before, or not for a reason that is told', () => {
    const unseen = replacing.filter(({ look }) => !look).map(({ action }) => action);
    expect(unseen.sort()).toEqual(Object.keys(withoutLook).sort());
  });

  it('is always looked at before where it replaces who may do what, of a service that can be asked', () => {
    const policies = awsActions.filter(
      ({ action, look, readOnly }) =>
        !readOnly &&
        !look &&
        /(?:Put|Set|Update|Delete).*Policy$/.test(action) &&
        withoutLook[action] !== noClient,
    );
    expect(policies.map(({ action }) => action).sort()).toEqual([
      // The whole policy goes with whoever it was attached to, and none may be attached any more.
      ...['acm-pca:DeletePolicy', 'iam:DeletePolicy', 'organizations:DeletePolicy'],
    ]);
  });
});
