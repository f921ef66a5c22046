import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { writeAgentEnv } from '../../../../local/deployment/agent-env-file.ts';
import { writeOwnFile } from '../../../../local/deployment/own-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'for-terminals-'));
});

describe('a file that npm start writes for other terminals', () => {
  test('is there for its owner alone, in a folder that is made, until it is taken away', () => {
    const file = join(folder, 'made', 'local.env');
    const remove = writeOwnFile(file, 'mine\n');
    expect(readFileSync(file, 'utf8')).toBe('mine\n');
    expect(statSync(file).mode & 0o077).toBe(0);
    remove();
    expect(statSync(file, { throwIfNoEntry: false })).toBeUndefined();
  });

  test('stays where another npm start has written its own since', () => {
    const file = join(folder, 'local.env');
    const removeFirst = writeOwnFile(file, 'first\n');
    const removeSecond = writeOwnFile(file, 'second\n');
    removeFirst();
    expect(readFileSync(file, 'utf8')).toBe('second\n');
    removeSecond();
    expect(statSync(file, { throwIfNoEntry: false })).toBeUndefined();
  });

  test('may be gone before, or be something else by then', () => {
    const file = join(folder, 'local.env');
    const remove = writeOwnFile(file, 'mine\n');
    remove();
    expect(remove).not.toThrow();
    writeFileSync(file, 'of a person\n');
    remove();
    expect(readFileSync(file, 'utf8')).toBe('of a person\n');
  });
});

describe('the shell that takes what an agent needs', () => {
  const deployment = {
    account: '111122223333',
    region: 'eu-west-1',
    apiUrl: 'http://127.0.0.1:4601',
    directory: {
      people: [],
      groups: [],
      agents: [
        { id: 'etl', roles: ['arn:aws:iam::*:role/agent-etl'], owners: ['one@example.com'], groups: [] },
      ],
    },
    credentialsFor: (role: string) => ({
      accessKeyId: 'ASIAEXAMPLE',
      secretAccessKey: `of ${role}`,
      sessionToken: 'token',
    }),
  };

  test.each([{}, { AWS_PROFILE: 'work', AWS_ACCESS_KEY_ID: 'AKIAWORK' }])(
    'is that agent and nobody else, whoever it was before: %o',
    (before) => {
      const file = join(folder, 'local.env');
      writeAgentEnv(deployment, file);
      const { PATH = '' } = process.env;
      const said = execFileSync('sh', ['-c', '. "$0"; env', file], {
        env: { PATH, ...before },
        encoding: 'utf8',
      });
      const now = Object.fromEntries(said.split('\n').map((line) => line.split(/=(.*)/s).slice(0, 2)));
      expect(now).toMatchObject({
        COUNTERSIGN_URL: 'http://127.0.0.1:4601',
        AWS_REGION: 'eu-west-1',
        AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE',
        AWS_SECRET_ACCESS_KEY: 'of arn:aws:iam::111122223333:role/agent-etl',
        AWS_SESSION_TOKEN: 'token',
      });
      expect(now).not.toHaveProperty('AWS_PROFILE');
    },
  );
});
