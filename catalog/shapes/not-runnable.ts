import { parseArn } from '../../core/lib/arn.ts';
import type { JsonObject } from '../../core/lib/json.ts';
import type { Operation } from './load-shapes.ts';

const sendsStream = 'it sends a stream, which no request can carry';
const answersWithStream = 'it answers with a stream';
const signsAddress = 'the SDK puts a signed address into it';

/** What can be asked for and read, but not run by Countersign, with the reason. `service:Operation`, as the SDK names it. */
const reasons = {
  [sendsStream]: `
    bedrock:InvokeModelWithBidirectionalStream codeartifact:PublishPackageVersion ebs:PutSnapshotBlock
    glacier:UploadArchive glacier:UploadMultipartPart lambda:InvokeAsync omics:UploadReadSetPart
    s3:PutObject s3:PutObjectAnnotation s3:UploadPart s3:WriteGetObjectResponse
  `,
  [answersWithStream]: `
    bedrock:AgenticRetrieveStream bedrock:ConverseStream bedrock:InvokeAgent bedrock:InvokeFlow
    bedrock:InvokeInlineAgent bedrock:InvokeModelWithResponseStream bedrock:OptimizePrompt
    bedrock:RetrieveAndGenerateStream bedrock-agentcore:InvokeAgentRuntime
    bedrock-agentcore:InvokeAgentRuntimeCommand bedrock-agentcore:InvokeCodeInterpreter
    bedrock-agentcore:InvokeHarness codeartifact:GetPackageVersionAsset ebs:GetSnapshotBlock
    glacier:GetJobOutput lakeformation:GetWorkUnitResults lambda:InvokeWithResponseStream logs:GetLogObject
    logs:StartLiveTail omics:GetReadSet omics:GetReference s3:GetObject s3:GetObjectAnnotation
    s3:GetObjectTorrent s3:SelectObjectContent sagemaker:InvokeEndpointWithResponseStream
  `,
  [signsAddress]: 'ec2:CopySnapshot',
};

export const notRunnable: ReadonlyMap<string, string> = new Map(
  Object.entries(reasons).flatMap(([reason, operations]) =>
    operations
      .trim()
      .split(/\s+/)
      .map((operation) => [operation, reason] as const),
  ),
);

/** What a copy of a database names its source with, by the member of the request. */
const sources = [
  'ReplicationSourceIdentifier',
  'SourceDBClusterSnapshotIdentifier',
  'SourceDBInstanceArn',
  'SourceDBInstanceIdentifier',
  'SourceDBSnapshotIdentifier',
];

/** Why Countersign cannot run an operation with these parameters, though it can with others: the reason, as above. */
export function whyNotFrom(
  { client }: Pick<Operation, 'client'>,
  parameters: JsonObject,
  region: string,
): string | undefined {
  if (client !== 'rds') return undefined;
  const isElsewhere = sources.some((member) => {
    const source = parameters[member];
    const arn = typeof source === 'string' ? parseArn(source) : undefined;
    return arn !== undefined && arn.region !== region;
  });
  return isElsewhere ? `${signsAddress}, as its source is in another region` : undefined;
}
