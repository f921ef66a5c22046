import { expect, test } from 'vitest';
import { catalogWith } from '../../../catalog/catalog.ts';

const entryOf = (action: string) => {
  const entry = catalogWith().find(action);
  if (!entry) throw new Error(`The catalog does not know ${action}.`);
  return entry;
};

test('a document that takes commands is named, because it may do anything with them', () => {
  const command = {
    DocumentName: 'arn:aws:ssm:eu-central-1:444455556666:document/uptime',
    DocumentVersion: '2',
    InstanceIds: ['i-0123456789abcdef0'],
    Parameters: { commands: ['uptime'] },
  };
  expect(entryOf('ssm:SendCommand').say(command, { account: '111122223333' })).toBe(
    'On i-0123456789abcdef0, run document uptime of account 444455556666 (another account) version 2: uptime',
  );
});

test('a snapshot of a database has one spelling, so that a policy about it cannot be spelled past', () => {
  const { parameters, example } = entryOf('rds:StartExportTask');
  const exported = (SourceArn: string) => parameters.safeParse({ ...example.parameters, SourceArn }).success;
  expect(exported('arn:aws:rds:eu-central-1:111122223333:snapshot:rds:prod-orders-2026-01-31')).toBe(true);
  expect(exported('arn:aws:rds:eu-central-1:111122223333:snapshot:PROD-orders')).toBe(false);
});
