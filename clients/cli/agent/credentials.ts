import type { GrantedRequest } from '@countersign/client';
import { type Command, Option } from 'commander';
import { commandLine } from '../../../core/lib/command-line.ts';
import { plain } from '../terminal.ts';
import { type AgentPorts, agentCommand, clientFor, processPorts, type Where } from './agent-command.ts';
import { exitCodeOfProblem } from './exit-code.ts';
import { readParameters } from './submission-options.ts';
import { formatApiProblem } from './tell-answer.ts';

interface Options extends Where {
  digest: string;
  token?: string;
  parameters?: string;
  as: Format;
}

type Credentials = GrantedRequest['credentials'];

/** The lines that are printed, and nothing else: whoever calls reads them. */
const formats = {
  env: ({ accessKeyId, secretAccessKey, sessionToken }: Credentials) =>
    Object.entries({
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
    }).map(([name, value]) => `export ${name}=${commandLine([value])}`),
  /** As the configuration of AWS's tools wants it of a `credential_process`. */
  process: ({ accessKeyId, secretAccessKey, sessionToken, expiresAt }: Credentials) => [
    JSON.stringify({
      Version: 1,
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken,
      Expiration: expiresAt,
    }),
  ],
} as const;
type Format = keyof typeof formats;

export const credentialsCommand = (ports: AgentPorts = processPorts): Command =>
  agentCommand(
    'credentials',
    'get credentials for what was approved, once; they end after a quarter of an hour',
  )
    .argument('<id>', 'the id of the request')
    .requiredOption('--digest <sha256>', 'the digest of what will run')
    .option('--token <text>', 'what the submission returned, where another session asked')
    .option(
      '--parameters <json>',
      'all of them, where some were hidden: JSON, @file, or - for standard input',
    )
    .addOption(
      new Option('--as <format>', 'lines for a shell, or the JSON of a credential_process')
        .choices(Object.keys(formats))
        .default('env'),
    )
    .addHelpText(
      'after',
      '\nThey come once: save what is printed, or use it at once, such as `eval "$(countersign credentials …)"`.\nExit status: 0 they are printed; else that of `show`, and never 0.',
    )
    .action(async (id: string, options: Options) => {
      const { digest, token, parameters, as } = options;
      const answer = await clientFor(options, ports).credentials(id, {
        digest,
        ...(token !== undefined && { token }),
        ...(parameters !== undefined && { parameters: await readParameters(parameters) }),
      });
      if (answer.ok) return ports.terminal.out(formats[as](answer.value.credentials).map(plain).join('\n'));
      ports.terminal.exitWith(exitCodeOfProblem(answer.problem));
      ports.terminal.err(formatApiProblem(answer.problem));
    });
