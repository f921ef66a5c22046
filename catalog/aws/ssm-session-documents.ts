import { beginningOf, sentence } from '../sentence.ts';

/**
 * AWS's own, because the API takes no version of a document: one of an account's own could be another by the time that
 * people have approved. The account's default, SSM-SessionManagerRunShell, is meant by leaving the name out.
 */
export const sessionDocuments = [
  'AWS-StartSSHSession',
  'AWS-StartPortForwardingSession',
  'AWS-StartPortForwardingSessionToRemoteHost',
  'AWS-StartInteractiveCommand',
  'AWS-StartNonInteractiveCommand',
] as const;

/** Where a forwarding leads and what a command is stand in its parameters. */
export function saySession(
  target: string,
  document: string | undefined,
  parameters: Readonly<Record<string, readonly string[]>> = {},
): string {
  const given = Object.entries(parameters).map(([name, values]) => `${name} ${values.join(', ')}`);
  const by = document === undefined ? '' : ` with ${document}`;
  return sentence`Open a session on ${target}${by}${given.length > 0 ? `: ${beginningOf(given.join('; '), 280)}` : ''}`;
}
