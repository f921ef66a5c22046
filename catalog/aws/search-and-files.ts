import type { EFS } from '@aws-sdk/client-efs';
import type { ElasticsearchService } from '@aws-sdk/client-elasticsearch-service';
import type { OpenSearch } from '@aws-sdk/client-opensearch';
import { operationsOf } from '../define-operation.ts';
import { sentence } from '../sentence.ts';
import { matching } from '../values/aws-values.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { domainPolicy, elasticsearchPolicy, fileSystemPolicy } from './resource-policy-looks.ts';

const files = operationsOf<EFS>({ prefix: 'elasticfilesystem' });
const search = operationsOf<OpenSearch>({ prefix: 'es' });
const older = operationsOf<ElasticsearchService>({ prefix: 'es' });

const FileSystemId = matching('fs-(?:[0-9a-f]{8}|[0-9a-f]{17})', 20, 'must be the id of a file system');
const DomainName = matching('[a-z][a-z0-9-]{2,27}', 28, 'must be the name of a domain');
const ofFiles = {
  resource: 'arn:{partition}:elasticfilesystem:{region}:{account}:file-system/{FileSystemId}',
};
const ofDomain = { resource: 'arn:{partition}:es:{region}:{account}:domain/{DomainName}' };
const everything = 'the file system';
const change = {
  groups: ['network-exposure', 'data-export', 'privilege-escalation'] as const,
  values: { DomainName, AccessPolicies: policyDocument('resource', 65_536) },
  ...ofDomain,
  passes: ['/CognitoOptions/RoleArn'],
  reversible: true,
  example: {
    DomainName: 'shop-search',
    AccessPolicies:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"es:ESHttp*","Resource":"arn:aws:es:eu-central-1:111122223333:domain/shop-search/*"}]}',
  },
};

const sayChange = (name: string, policy: string | undefined, account: string): string =>
  policy === undefined
    ? sentence`Change search domain ${name}`
    : sentence`Replace who may use search domain ${name}: ${sayPolicy(policy, { kind: 'resource' }, account)}`;

export const searchAndFileActions = [
  search({
    operation: 'UpdateDomainConfig',
    look: domainPolicy,
    ...change,
    // Users and passwords of the domain itself, and a rehearsal.
    without: ['AdvancedSecurityOptions', 'DryRunMode'],
    say: ({ DomainName: name, AccessPolicies }, { account }) => sayChange(name, AccessPolicies, account),
  }),
  older({
    operation: 'UpdateElasticsearchDomainConfig',
    look: elasticsearchPolicy,
    ...change,
    without: ['AdvancedSecurityOptions'],
    say: ({ DomainName: name, AccessPolicies }, { account }) => sayChange(name, AccessPolicies, account),
  }),
  search({
    operation: 'DeleteDomain',
    groups: ['destruction'],
    values: { DomainName },
    ...ofDomain,
    say: ({ DomainName: name }) => sentence`Delete search domain ${name} with all its data`,
    reversible: false,
    example: { DomainName: 'shop-search-old' },
  }),
  older({
    operation: 'DeleteElasticsearchDomain',
    groups: ['destruction'],
    values: { DomainName },
    ...ofDomain,
    say: ({ DomainName: name }) => sentence`Delete search domain ${name} with all its data`,
    reversible: false,
    example: { DomainName: 'shop-search-old' },
  }),
  files({
    operation: 'PutFileSystemPolicy',
    groups: ['data-export', 'privilege-escalation'],
    values: { FileSystemId, Policy: policyDocument('resource', 20_000, everything) },
    ...ofFiles,
    say: ({ FileSystemId: id, Policy }, { account }) =>
      sentence`Replace who may mount file system ${id}: ${sayPolicy(Policy, { kind: 'resource', everything }, account)}`,
    reversible: true,
    ...fileSystemPolicy,
    example: {
      FileSystemId: 'fs-0123456789abcdef0',
      Policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"elasticfilesystem:ClientMount","Resource":"arn:aws:elasticfilesystem:eu-central-1:111122223333:file-system/fs-0123456789abcdef0"}]}',
    },
  }),
  files({
    operation: 'DeleteFileSystem',
    groups: ['destruction'],
    values: { FileSystemId },
    ...ofFiles,
    say: ({ FileSystemId: id }) => sentence`Delete file system ${id} with all its files`,
    reversible: false,
    example: { FileSystemId: 'fs-0123456789abcdef0' },
  }),
];
