import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../../catalog/catalog.ts';
import { createCaseCheck } from '../../../../catalog/values/iam-case.ts';
import { actionIn, readSubmission } from '../../../../functions/shared/submit/read-submission.ts';
import { etlCaller } from '../../../support/given/requests.ts';

const catalog = catalogWith();
const context = {
  catalog,
  region: 'eu-central-1',
  environmentOf: () => 'prod',
  dataEvents: [],
  whyNotCase: createCaseCheck({
    texts: ['arn:aws:iam::111122223333:role/Admin'],
    patterns: [['', ':policy/AdministratorAccess']],
  }),
};
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const read = (action: string, parameters: object, reason = 'The nightly run.') =>
  readSubmission(context, etlCaller(), {
    action,
    reason,
    resource: catalog.find(action)?.example.resource ?? '',
    parameters: { ...catalog.find(action)?.example.parameters, ...parameters },
  });
const problemOf = (...given: Parameters<typeof read>) => {
  const answer = read(...given);
  return answer.ok ? undefined : answer.problem;
};

/** As AWS writes its own examples. */
const accessKey = ['AKIA', 'IOSFODNN7EXAMPLE'].join('');

describe('the action of a submission', () => {
  it('is known before the rest is read', () => {
    expect(actionIn({ action: 'iam:GetRole', parameters: 'none' })).toBe('iam:GetRole');
  });

  it.each([undefined, 7, 'iam', '../iam:GetRole', ['iam:GetRole']])(
    'is none where no action could be called %s',
    (action) => {
      expect(actionIn({ ...(action !== undefined && { action }) })).toBeUndefined();
    },
  );
});

describe('a secret that is not meant to be one', () => {
  it.each<[what: string, action: string, parameters: object, field: string]>([
    [
      'in the arguments of a job',
      'glue:StartJobRun',
      { Arguments: { '--key': accessKey } },
      '/parameters/Arguments/--key',
    ],
    [
      'in a start script',
      'ec2:RunInstances',
      { UserData: base64(`#!/bin/sh\nexport AWS_ACCESS_KEY_ID=${accessKey}\n`) },
      '/parameters/UserData',
    ],
    [
      'in a variable',
      'lambda:UpdateFunctionConfiguration',
      { Environment: { Variables: { DB_PASSWORD: 'correct-horse-battery' } } },
      '/parameters/Environment/Variables/DB_PASSWORD',
    ],
    [
      'in SQL',
      'redshift-data:ExecuteStatement',
      { Sql: "CREATE USER x PASSWORD 'Correct-Horse-1'" },
      '/parameters/Sql',
    ],
    [
      'in a command',
      'ssm:SendCommand',
      { Parameters: { commands: ['curl https://me:hunter22x@example.com'] } },
      '/parameters/Parameters/commands/0',
    ],
  ])('is refused %s, with what to do instead', (_, action, parameters, field) => {
    expect(problemOf(action, parameters)).toMatchObject({
      slug: 'secret-in-parameters',
      field,
      detail: expect.stringContaining('Pass a reference, such as the ARN of a secret.'),
    });
  });

  it('is refused in the words of the agent too', () => {
    expect(problemOf('iam:GetRole', {}, `with ${accessKey}`)).toMatchObject({
      slug: 'secret-in-parameters',
      field: '/reason',
    });
  });

  it('is never written into the answer', () => {
    const problem = problemOf('glue:StartJobRun', { Arguments: { '--key': accessKey } });
    expect(JSON.stringify(problem)).not.toContain(accessKey);
  });

  it('is taken where the action is about one, and hidden', () => {
    const answer = read('secretsmanager:PutSecretValue', { SecretString: accessKey });
    expect(answer).toMatchObject({
      ok: true,
      submission: { shown: { SecretString: '[hidden: the secret]' } },
    });
  });
});

describe('a name of IAM', () => {
  it('is refused in another case than policies write it, whatever names it', () => {
    expect(
      problemOf('iam:AttachRolePolicy', { PolicyArn: 'arn:aws:iam::aws:policy/administratoraccess' }),
    ).toMatchObject({
      slug: 'bad-field',
      field: '/parameters/PolicyArn',
      detail: expect.stringContaining('as policies write it, *:policy/AdministratorAccess'),
    });
    const asResource = readSubmission(context, etlCaller(), {
      action: 'iam:GetRole',
      reason: 'The nightly run.',
      resource: 'arn:aws:iam::111122223333:role/admin',
      parameters: { RoleName: 'admin' },
    });
    expect(asResource).toMatchObject({
      problem: { field: '/resource', detail: expect.stringContaining('role/Admin') },
    });
  });

  it('is taken as they write it, and where they mention nothing like it', () => {
    expect(read('iam:AttachRolePolicy', {}).ok).toBe(true);
    expect(read('iam:AttachRolePolicy', { PolicyArn: 'arn:aws:iam::aws:policy/readonlyaccess' }).ok).toBe(
      true,
    );
  });
});

describe('how a parameter is to be read', () => {
  it('is decided at submit: a policy with what it grants, a script as text', () => {
    expect(read('iam:PutRolePolicy', {})).toMatchObject({
      submission: {
        shownAs: [
          {
            pointer: '/PolicyDocument',
            as: 'policy',
            says: [expect.stringMatching(/^Allows .*s3.* on every resource, without condition$/)],
          },
        ],
      },
    });
    expect(read('ec2:ModifyInstanceAttribute', {})).toMatchObject({
      submission: { shownAs: [{ pointer: '/UserData/Value', as: 'text', says: [] }] },
    });
    expect(read('sagemaker:CreateNotebookInstanceLifecycleConfig', {})).toMatchObject({
      submission: { shownAs: [{ pointer: '/OnStart/0/Content', as: 'text', says: [] }] },
    });
    expect(read('iam:GetRole', {})).toMatchObject({ submission: { shownAs: [] } });
  });
});

describe('a call to which no session can be limited', () => {
  const ids = (count: number) =>
    Array.from({ length: count }, (_, index) => `i-${index.toString(16).padStart(17, '0')}`);
  const terminate = (count: number) =>
    readSubmission(context, etlCaller(), {
      action: 'ec2:TerminateInstances',
      reason: 'The nightly run.',
      resource: 'arn:aws:ec2:eu-central-1:111122223333:instance/*',
      parameters: { InstanceIds: ids(count) },
    });

  it('is told of before people are asked, with by how much it is too long', () => {
    expect(terminate(40)).toMatchObject({
      ok: true,
      submission: {
        whyNotRunnable: {
          field: '/parameters',
          detail:
            'What limits a session to this call has 2936 characters; AWS takes at most 2048. Name fewer things in one request.',
        },
      },
    });
  });

  it('is not one of as many things as fit', () => {
    expect(terminate(25).ok).toBe(true);
    expect(terminate(25)).not.toHaveProperty('submission.whyNotRunnable');
  });
});

describe('a call that Countersign cannot run', () => {
  const copyFrom = (region: string) =>
    readSubmission(context, etlCaller(), {
      action: 'rds:CopyDBSnapshot',
      reason: 'The nightly run.',
      resource: 'arn:aws:rds:eu-central-1:111122223333:snapshot:shop-copy',
      parameters: {
        SourceDBSnapshotIdentifier: `arn:aws:rds:${region}:111122223333:snapshot:shop`,
        TargetDBSnapshotIdentifier: 'shop-copy',
      },
    });

  it('is told of before people are asked, where its parameters are why', () => {
    expect(copyFrom('us-east-1')).toMatchObject({
      ok: true,
      submission: {
        whyNotRunnable: {
          field: '/parameters',
          detail:
            'Countersign cannot run rds:CopyDBSnapshot: the SDK puts a signed address into it, as its source is in another region. Policy can have the agent run it: @run("agent").',
        },
      },
    });
  });

  it('is not one with other parameters', () => {
    expect(copyFrom('eu-central-1')).toMatchObject({ ok: true });
    expect(copyFrom('eu-central-1')).not.toHaveProperty('submission.whyNotRunnable');
  });
});
