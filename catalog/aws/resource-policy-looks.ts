import type { APIGateway } from '@aws-sdk/client-api-gateway';
import type { Backup } from '@aws-sdk/client-backup';
import type { DynamoDB } from '@aws-sdk/client-dynamodb';
import type { EFS } from '@aws-sdk/client-efs';
import type { ElasticsearchService } from '@aws-sdk/client-elasticsearch-service';
import type { Glue } from '@aws-sdk/client-glue';
import type { OpenSearch } from '@aws-sdk/client-opensearch';
import type { RedshiftServerless } from '@aws-sdk/client-redshift-serverless';
import type { WAFV2 } from '@aws-sdk/client-wafv2';
import { looksOf } from '../look.ts';
import { undoFrom } from '../undo.ts';

const dynamodb = looksOf<DynamoDB>({ prefix: 'dynamodb' });
const efs = looksOf<EFS>({ prefix: 'elasticfilesystem' });
const glue = looksOf<Glue>({ prefix: 'glue' });
const backup = looksOf<Backup>({ prefix: 'backup' });
const wafv2 = looksOf<WAFV2>({ prefix: 'wafv2' });
const redshift = looksOf<RedshiftServerless>({ prefix: 'redshift-serverless' });
const es = looksOf<OpenSearch>({ prefix: 'es' });
const older = looksOf<ElasticsearchService>({ prefix: 'es' });
const gateway = looksOf<APIGateway>({ prefix: 'apigateway' });

const noneBefore = { impossible: 'there was no policy, and no action of the catalog deletes one' };

const table = dynamodb({
  operation: 'GetResourcePolicy',
  input: ({ ResourceArn }: { ResourceArn: string }) => ({ ResourceArn }),
  keep: ({ Policy }) => ({ Policy }),
  none: ['PolicyNotFoundException', 'ResourceNotFoundException'],
});
export const tablePolicy = {
  look: table,
  undo: undoFrom(
    table,
    ['dynamodb:PutResourcePolicy'],
    ({ parameters: { ResourceArn }, before: { Policy } }) =>
      Policy === undefined
        ? noneBefore
        : { action: 'dynamodb:PutResourcePolicy', parameters: { ResourceArn, Policy } },
  ),
};

const fileSystem = efs({
  operation: 'DescribeFileSystemPolicy',
  input: ({ FileSystemId }: { FileSystemId: string }) => ({ FileSystemId }),
  keep: ({ Policy }) => ({ Policy }),
  none: ['PolicyNotFound'],
});
export const fileSystemPolicy = {
  look: fileSystem,
  undo: undoFrom(
    fileSystem,
    ['elasticfilesystem:PutFileSystemPolicy'],
    ({ parameters: { FileSystemId }, before: { Policy } }) =>
      Policy === undefined
        ? noneBefore
        : { action: 'elasticfilesystem:PutFileSystemPolicy', parameters: { FileSystemId, Policy } },
  ),
};

const catalogOfGlue = glue({
  operation: 'GetResourcePolicy',
  input: ({ ResourceArn }: { ResourceArn?: string; PolicyInJson: string }) => ({ ResourceArn }),
  keep: ({ PolicyInJson }) => ({ PolicyInJson }),
  none: ['EntityNotFoundException'],
});
export const gluePolicy = {
  look: catalogOfGlue,
  undo: undoFrom(
    catalogOfGlue,
    ['glue:PutResourcePolicy'],
    ({ parameters: { ResourceArn }, before: { PolicyInJson } }) =>
      PolicyInJson === undefined
        ? noneBefore
        : { action: 'glue:PutResourcePolicy', parameters: { ResourceArn, PolicyInJson } },
  ),
};

const vault = backup({
  operation: 'GetBackupVaultAccessPolicy',
  input: ({ BackupVaultName }: { BackupVaultName: string }) => ({ BackupVaultName }),
  keep: ({ Policy }) => ({ Policy }),
  none: ['ResourceNotFoundException'],
});
export const vaultPolicy = {
  look: vault,
  undo: undoFrom(
    vault,
    ['backup:PutBackupVaultAccessPolicy', 'backup:DeleteBackupVaultAccessPolicy'],
    ({ parameters: { BackupVaultName }, before: { Policy } }) =>
      Policy === undefined
        ? { action: 'backup:DeleteBackupVaultAccessPolicy', parameters: { BackupVaultName } }
        : { action: 'backup:PutBackupVaultAccessPolicy', parameters: { BackupVaultName, Policy } },
  ),
};

const ruleGroup = wafv2({
  operation: 'GetPermissionPolicy',
  input: ({ ResourceArn }: { ResourceArn: string }) => ({ ResourceArn }),
  keep: ({ Policy }) => ({ Policy }),
  none: ['WAFNonexistentItemException'],
});
export const ruleGroupPolicy = {
  look: ruleGroup,
  undo: undoFrom(
    ruleGroup,
    ['wafv2:PutPermissionPolicy', 'wafv2:DeletePermissionPolicy'],
    ({ parameters: { ResourceArn }, before: { Policy } }) =>
      Policy === undefined
        ? { action: 'wafv2:DeletePermissionPolicy', parameters: { ResourceArn } }
        : { action: 'wafv2:PutPermissionPolicy', parameters: { ResourceArn, Policy } },
  ),
};

const warehouse = redshift({
  operation: 'GetResourcePolicy',
  input: ({ resourceArn }: { resourceArn: string }) => ({ resourceArn }),
  keep: ({ resourcePolicy }) => ({ policy: resourcePolicy?.policy }),
  none: ['ResourceNotFoundException'],
});
export const warehousePolicy = {
  look: warehouse,
  undo: undoFrom(
    warehouse,
    ['redshift-serverless:PutResourcePolicy'],
    ({ parameters: { resourceArn }, before: { policy } }) =>
      policy === undefined
        ? noneBefore
        : { action: 'redshift-serverless:PutResourcePolicy', parameters: { resourceArn, policy } },
  ),
};

/** What else of a domain is changed with it is not looked at. */
export const domainPolicy = es({
  operation: 'DescribeDomainConfig',
  input: ({ DomainName }: { DomainName: string }) => ({ DomainName }),
  keep: ({ DomainConfig }) => ({ AccessPolicies: DomainConfig?.AccessPolicies?.Options }),
});

export const elasticsearchPolicy = older({
  operation: 'DescribeElasticsearchDomainConfig',
  input: ({ DomainName }: { DomainName: string }) => ({ DomainName }),
  keep: ({ DomainConfig }) => ({ AccessPolicies: DomainConfig?.AccessPolicies?.Options }),
});

interface Patched {
  restApiId: string;
}
/** As text within a text, from which the quotes are freed. */
const freed = (text: string): string => text.replaceAll('\\"', '"').replaceAll('\\/', '/');
const api = gateway({
  operation: 'GetRestApi',
  iamName: 'GET',
  input: ({ restApiId }: Patched) => ({ restApiId }),
  keep: ({ policy }) => ({ policy: policy && freed(policy) }),
});
export const apiPolicy = {
  look: api,
  undo: undoFrom(api, ['apigateway:PATCH'], ({ parameters: { restApiId }, before: { policy: value } }) =>
    value === undefined
      ? noneBefore
      : {
          action: 'apigateway:PATCH',
          parameters: { restApiId, patchOperations: [{ op: 'replace', path: '/policy', value }] },
          remains: 'the API says so to its callers only when it is deployed again',
        },
  ),
};
