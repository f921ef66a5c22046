import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { formatSummary, type Summary } from '../../../../local/deployment/format-summary.ts';

const summary: Summary = {
  stage: 'trial',
  deployment: {
    account: '111122223333',
    region: 'eu-west-1',
    apiUrl: 'http://127.0.0.1:4601',
    awsUrl: 'http://127.0.0.1:4602',
    auditBucket: 'audit',
    copiesBucket: undefined,
    directory: { people: [], groups: [], agents: [] },
    slackPath: '/slack/interactions',
    slackChannel: 'C0APPROVALS',
  },
  pageUrl: 'http://127.0.0.1:4600/',
  environmentFile: '.countersign/local.env',
  profilesFile: '.countersign/aws-config',
};
const said = (given: Partial<Summary> = {}): string =>
  stripVTControlCharacters(formatSummary({ ...summary, ...given }));

describe('what npm start says of the doctor', () => {
  test('leads it to the Slack of this machine, and not to slack.com', () => {
    expect(said({ slackApi: 'http://127.0.0.1:9/api/' })).toContain(
      [
        '  SLACK_API_URL=http://127.0.0.1:9/api/ \\',
        '  AWS_CONFIG_FILE=.countersign/aws-config AWS_PROFILE=operator npx countersign doctor --stage trial \\',
      ].join('\n'),
    );
  });

  test('says nothing of where Slack is, where it is at slack.com', () => {
    const workspace = { workspace: 'Example', bot: 'countersign', by: 'socket' as const };
    expect(said({ workspace })).not.toContain('SLACK_API_URL');
  });
});
