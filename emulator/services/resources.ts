/** What the template asks for, already resolved: the AWS endpoint knows nothing of CloudFormation. */
export interface Resources {
  tables: TableSpec[];
  buckets: BucketSpec[];
  queues: QueueSpec[];
  buses: BusSpec[];
  rules: RuleSpec[];
  secrets: SecretSpec[];
  roles: RoleSpec[];
}

export type StreamViewType = 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES';

export interface TableSpec {
  name: string;
  arn: string;
  keySchema: { name: string; type: 'HASH' | 'RANGE' }[];
  attributes: { name: string; type: 'S' | 'N' | 'B' }[];
  stream?: { arn: string; viewType: StreamViewType };
  /** The customer's key: callers then need `kms:Decrypt` on it. */
  kmsKeyArn?: string;
}

/** Buckets are versioned here; one without versioning is not implemented. */
export interface BucketSpec {
  name: string;
  arn: string;
  objectLock?: { mode: 'COMPLIANCE' | 'GOVERNANCE'; days: number };
  kmsKeyArn?: string;
}

export interface QueueSpec {
  name: string;
  arn: string;
  visibilityTimeoutSeconds?: number;
  kmsKeyArn?: string;
}

export interface BusSpec {
  name: string;
  arn: string;
}

export interface RuleSpec {
  name: string;
  arn: string;
  busName: string;
  pattern: Record<string, unknown>;
  targetArns: string[];
}

export interface SecretSpec {
  name: string;
  /** With the six characters that AWS appends. */
  arn: string;
  /** A secret without a value answers as AWS does: it has no AWSCURRENT version. */
  value?: string;
  kmsKeyArn?: string;
}

export interface RoleSpec {
  arn: string;
  /** Every document that stands for the role, inline or managed, with no intrinsic left in it. */
  policies: { name: string; document: unknown }[];
}
