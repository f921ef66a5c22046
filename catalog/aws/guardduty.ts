import type { GuardDuty } from '@aws-sdk/client-guardduty';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { beginningOf, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { matching, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { s3Uri } from '../values/s3-uri.ts';
import { atLeastOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';
import { detectorSettings, trustedAddresses } from './watching-looks.ts';

const define = operationsOf<GuardDuty>({ prefix: 'guardduty' });

const DetectorId = matching('[0-9a-f]{32}', 32, 'must be a detector id');
const detector = 'arn:{partition}:guardduty:{region}:{account}:detector/{DetectorId}';
/** IAM asks for no resource. */
const anything = 'arn:{partition}:guardduty:{region}:{account}:*';
const AccountIds = distinct(accountId).max(50);
const status = z.enum(['ENABLED', 'DISABLED']);
const features = distinct(
  z.strictObject({
    Name: text(64),
    Status: status,
    AdditionalConfiguration: distinct(
      z.strictObject({ Name: text(64), Status: status }),
      ({ Name }) => Name,
    ).optional(),
  }),
  ({ Name }) => Name,
);
interface Feature {
  Name?: string;
  Status?: string;
  AdditionalConfiguration?: readonly Feature[];
}

/** What is turned off first. */
function sayFeatures(given: readonly Feature[]): string {
  const each = given
    .flatMap((feature) => [feature, ...(feature.AdditionalConfiguration ?? [])])
    .map(({ Name, Status }) => `${Status === 'DISABLED' ? 'without' : 'with'} ${Name}`);
  return listed(each, { worst: each.filter((text) => text.startsWith('without')), most: 10 });
}

const exampleDetector = '12abc34d567e8fa901bc2d34e56789f0';
const exampleMembers = { DetectorId: exampleDetector, AccountIds: ['444455556666'] };

/** What GuardDuty looks at, and what it keeps to itself. */
export const guardDutyActions = [
  define({
    operation: 'UpdateDetector',
    groups: ['audit-tampering'],
    values: { DetectorId, Features: features },
    // An older way to say some of the features.
    without: ['DataSources'],
    rules: [atLeastOne('Enable', 'FindingPublishingFrequency', 'Features')],
    resource: detector,
    say: ({ DetectorId: id, Enable, Features = [] }) => {
      const turn = Enable === undefined ? 'Change' : Enable ? 'Turn on GuardDuty by' : 'Turn off GuardDuty:';
      return sentence`${turn} detector ${id}${Features.length > 0 ? `, ${sayFeatures(Features)}` : ''}`;
    },
    alike: ['guardduty:UpdateMemberDetectors'],
    reversible: true,
    ...detectorSettings,
    example: { DetectorId: exampleDetector, Enable: false },
  }),
  define({
    operation: 'CreateFilter',
    groups: ['audit-tampering'],
    values: {
      DetectorId,
      Name: matching('[a-zA-Z0-9_.-]+', 64),
      Action: z.enum(['ARCHIVE', 'NOOP']),
    },
    required: ['Action'],
    resource: `${detector}/filter/{Name}`,
    say: ({ DetectorId: id, Name, Action, FindingCriteria }) => {
      const does =
        Action === 'ARCHIVE' ? 'Archive unseen, from now on, every finding that matches' : 'Save as a filter';
      return sentence`${does} ${beginningOf(JSON.stringify(FindingCriteria), 280)}, as ${Name} of detector ${id}`;
    },
    reversible: true,
    example: {
      DetectorId: exampleDetector,
      Name: 'scanners',
      Action: 'ARCHIVE',
      FindingCriteria: { Criterion: { severity: { LessThan: 9 } } },
    },
  }),
  define({
    operation: 'CreateIPSet',
    groups: ['audit-tampering'],
    values: { DetectorId, Name: text(300), Location: s3Uri },
    resource: `${detector}/ipset/*`,
    say: ({ DetectorId: id, Location, Activate, Name }) =>
      sentence`Let detector ${id} overlook all that comes from the addresses in ${Location}, whatever it holds by then, ${Activate ? 'at once' : 'once it is activated'}, as ${Name}`,
    reversible: true,
    example: {
      DetectorId: exampleDetector,
      Name: 'offices',
      Format: 'TXT',
      Location: 's3://security-lists/offices.txt',
      Activate: true,
    },
  }),
  define({
    operation: 'UpdateIPSet',
    groups: ['audit-tampering'],
    values: { DetectorId, IpSetId: DetectorId, Name: text(300), Location: s3Uri },
    rules: [atLeastOne('Name', 'Location', 'Activate')],
    resource: `${detector}/ipset/{IpSetId}`,
    say: ({ DetectorId: id, IpSetId, Location, Activate }) => {
      const list = Location
        ? `the addresses in ${Location}, whatever it holds by then`
        : 'the addresses it holds';
      const how =
        Activate === undefined ? '' : Activate ? ', at once' : ', but not before it is activated again';
      return sentence`Let detector ${id} overlook all that comes from ${list}, by list ${IpSetId}${how}`;
    },
    reversible: true,
    look: trustedAddresses,
    example: {
      DetectorId: exampleDetector,
      IpSetId: '34abc34d567e8fa901bc2d34e56789f0',
      Location: 's3://security-lists/offices.txt',
    },
  }),
  define({
    operation: 'DeletePublishingDestination',
    groups: ['audit-tampering'],
    values: { DetectorId, DestinationId: DetectorId },
    resource: `${detector}/publishingdestination/{DestinationId}`,
    say: ({ DetectorId: id, DestinationId }) =>
      sentence`Stop sending what detector ${id} finds to destination ${DestinationId}`,
    reversible: false,
    example: { DetectorId: exampleDetector, DestinationId: '34abc34d567e8fa901bc2d34e56789f0' },
  }),
  define({
    operation: 'DisassociateFromAdministratorAccount',
    groups: ['audit-tampering'],
    values: { DetectorId },
    resource: anything,
    say: ({ DetectorId: id }) => sentence`Take detector ${id} from under the account that watches over it`,
    alike: ['guardduty:DisassociateFromMasterAccount'],
    reversible: false,
    example: { DetectorId: exampleDetector },
  }),
  define({
    operation: 'DisassociateMembers',
    groups: ['audit-tampering'],
    values: { DetectorId, AccountIds },
    resource: anything,
    say: ({ DetectorId: id, AccountIds: members }) =>
      sentence`Stop watching over account ${listed(members, { most: 20 })} by detector ${id}`,
    reversible: true,
    example: exampleMembers,
  }),
  define({
    operation: 'StopMonitoringMembers',
    groups: ['audit-tampering'],
    values: { DetectorId, AccountIds },
    resource: anything,
    say: ({ DetectorId: id, AccountIds: members }) =>
      sentence`Turn off GuardDuty in account ${listed(members, { most: 20 })}, under detector ${id}`,
    reversible: true,
    example: exampleMembers,
  }),
  define({
    operation: 'DeleteMembers',
    groups: ['audit-tampering'],
    values: { DetectorId, AccountIds },
    resource: anything,
    say: ({ DetectorId: id, AccountIds: members }) =>
      sentence`Forget account ${listed(members, { most: 20 })}, which detector ${id} watched over`,
    reversible: false,
    example: exampleMembers,
  }),
];
