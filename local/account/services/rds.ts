import type { JsonObject } from '../../../core/lib/json.ts';
import { done, type Operation, type Outcome, type Place, refused, timeOf } from './operation.ts';
import { service } from './service.ts';

interface Snapshot {
  id: string;
  database: string;
  /** Accounts that may restore it. */
  shared: Set<string>;
}

interface State {
  databases: Set<string>;
  snapshots: Map<string, Snapshot>;
  exports: Set<string>;
}

const arnOf = (type: string, id: unknown, { region, account }: Place): string =>
  `arn:aws:rds:${region}:${account}:${type}:${id}`;

const noDatabase = (id: unknown): Outcome =>
  refused('DBInstanceNotFound', `DBInstance ${id} not found.`, 404);
const noSnapshot = (id: unknown): Outcome =>
  refused('DBSnapshotNotFound', `DBSnapshot ${id} not found.`, 404);

const shownDatabase = (id: string, at: Place): JsonObject => ({
  ...{ DBInstanceIdentifier: id, DBInstanceArn: arnOf('db', id, at), DBInstanceStatus: 'available' },
  ...{ DBInstanceClass: 'db.t4g.micro', Engine: 'postgres', EngineVersion: '17.4', AllocatedStorage: 20 },
  ...{ MultiAZ: false, PubliclyAccessible: false, StorageEncrypted: true, DeletionProtection: true },
  ...{ BackupRetentionPeriod: 7, DBSecurityGroups: [], VpcSecurityGroups: [] },
});

const shownSnapshot = ({ id, database }: Snapshot, at: Place): JsonObject => ({
  ...{ DBSnapshotIdentifier: id, DBSnapshotArn: arnOf('snapshot', id, at), SnapshotType: 'manual' },
  ...{ DBInstanceIdentifier: database, Engine: 'postgres', AllocatedStorage: 20, Encrypted: true },
  ...{ Status: 'creating', PercentProgress: 0, SnapshotCreateTime: timeOf(at.now) },
});

const shownAttributes = ({ id, shared }: Snapshot): JsonObject => ({
  DBSnapshotAttributesResult: {
    DBSnapshotIdentifier: id,
    DBSnapshotAttributes: [{ AttributeName: 'restore', AttributeValues: [...shared] }],
  },
});

const onSnapshot = (
  name: string,
  reads: readonly string[],
  answer: (snapshot: Snapshot, input: JsonObject) => Outcome,
): Operation<State> => ({
  reads: ['DBSnapshotIdentifier', ...reads],
  needs: ({ DBSnapshotIdentifier: id }, at) => [
    { action: `rds:${name}`, resource: arnOf('snapshot', id, at) },
  ],
  answer(input, { snapshots }) {
    const snapshot = snapshots.get(String(input.DBSnapshotIdentifier));
    return snapshot ? answer(snapshot, input) : noSnapshot(input.DBSnapshotIdentifier);
  },
});

export const rds = service<State>({
  create: ({ databases, snapshots }) => ({
    databases: new Set(databases),
    snapshots: new Map(snapshots.map((one) => [one.id, { ...one, shared: new Set<string>() }])),
    exports: new Set(),
  }),
  operations: {
    DescribeDBInstances: {
      reads: ['DBInstanceIdentifier', 'MaxRecords'],
      needs: ({ DBInstanceIdentifier: id = '*' }, at) => [
        { action: 'rds:DescribeDBInstances', resource: arnOf('db', id, at) },
      ],
      answer({ DBInstanceIdentifier: id }, { databases }, at) {
        if (id !== undefined && !databases.has(String(id))) return noDatabase(id);
        const asked = [...databases].filter((one) => id === undefined || one === id);
        return done({ DBInstances: asked.map((one) => shownDatabase(one, at)) });
      },
    },
    CreateDBSnapshot: {
      reads: ['DBSnapshotIdentifier', 'DBInstanceIdentifier'],
      needs: ({ DBSnapshotIdentifier: id, DBInstanceIdentifier: database }, at) => [
        { action: 'rds:CreateDBSnapshot', resource: arnOf('db', database, at) },
        { action: 'rds:CreateDBSnapshot', resource: arnOf('snapshot', id, at) },
      ],
      answer({ DBSnapshotIdentifier, DBInstanceIdentifier }, { databases, snapshots }, at) {
        const [id, database] = [String(DBSnapshotIdentifier), String(DBInstanceIdentifier)];
        if (!databases.has(database)) return noDatabase(database);
        if (snapshots.has(id))
          return refused(
            'DBSnapshotAlreadyExists',
            `Cannot create the snapshot because a snapshot with the identifier ${id} already exists.`,
          );
        const snapshot: Snapshot = { id, database, shared: new Set() };
        snapshots.set(id, snapshot);
        return done({ DBSnapshot: shownSnapshot(snapshot, at) });
      },
    },
    DeleteDBSnapshot: {
      reads: ['DBSnapshotIdentifier'],
      needs: ({ DBSnapshotIdentifier: id }, at) => [
        { action: 'rds:DeleteDBSnapshot', resource: arnOf('snapshot', id, at) },
      ],
      answer({ DBSnapshotIdentifier: id }, { snapshots }, at) {
        const snapshot = snapshots.get(String(id));
        if (!snapshot) return noSnapshot(id);
        snapshots.delete(String(id));
        return done({ DBSnapshot: { ...shownSnapshot(snapshot, at), Status: 'deleted' } });
      },
    },
    DescribeDBSnapshotAttributes: onSnapshot('DescribeDBSnapshotAttributes', [], (snapshot) =>
      done(shownAttributes(snapshot)),
    ),
    ModifyDBSnapshotAttribute: onSnapshot(
      'ModifyDBSnapshotAttribute',
      ['AttributeName', 'ValuesToAdd', 'ValuesToRemove'],
      (snapshot, { AttributeName: name, ValuesToAdd = [], ValuesToRemove = [] }) => {
        if (name !== 'restore')
          return refused('InvalidParameterValue', `Invalid snapshot attribute: ${name}`);
        for (const account of ValuesToAdd as string[]) snapshot.shared.add(account);
        for (const account of ValuesToRemove as string[]) snapshot.shared.delete(account);
        return done(shownAttributes(snapshot));
      },
    ),
    StartExportTask: {
      reads: ['ExportTaskIdentifier', 'SourceArn', 'S3BucketName', 'IamRoleArn', 'KmsKeyId', 'ExportOnly'],
      needs: ({ SourceArn, IamRoleArn }) => [
        { action: 'rds:StartExportTask', resource: String(SourceArn) },
        {
          action: 'iam:PassRole',
          resource: String(IamRoleArn),
          context: { 'iam:PassedToService': 'export.rds.amazonaws.com' },
        },
      ],
      answer({ ExportTaskIdentifier, SourceArn, ...to }, { snapshots, exports }, at) {
        const [id, source] = [String(ExportTaskIdentifier), String(SourceArn)];
        const known = [...snapshots.keys()].some((one) => arnOf('snapshot', one, at) === source);
        if (!known) return noSnapshot(source);
        if (exports.has(id))
          return refused('ExportTaskAlreadyExists', `An export task ${id} already exists.`);
        exports.add(id);
        const { S3BucketName, IamRoleArn, KmsKeyId, ExportOnly } = to as JsonObject;
        return done({
          ...{ ExportTaskIdentifier: id, SourceArn: source, Status: 'STARTING', PercentProgress: 0 },
          ...Object.fromEntries(
            Object.entries({ S3Bucket: S3BucketName, IamRoleArn, KmsKeyId, ExportOnly }).filter(
              (entry): entry is [string, NonNullable<(typeof entry)[1]>] => entry[1] !== undefined,
            ),
          ),
        });
      },
    },
  },
});
