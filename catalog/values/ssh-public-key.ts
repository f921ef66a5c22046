import { createHash } from 'node:crypto';
import { canonicalBase64 } from './base64.ts';
import { oneSpelling } from './one-spelling.ts';

/** A key and nothing else: the comment behind it says what it likes. */
export const sshPublicKey = oneSpelling({
  canonical: canonicalSshPublicKey,
  hint: 'must be an OpenSSH public key: its kind and its base64, in one line',
  max: 4_096,
  pattern: '^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)) [A-Za-z0-9+/]+={0,2}$',
});

export function canonicalSshPublicKey(text: string): string | undefined {
  const { kind, key = '' } = shape.exec(text)?.groups ?? {};
  const isOfItsKind = Buffer.from(key, 'base64')
    .toString('latin1', 4)
    .startsWith(kind ?? '?');
  return canonicalBase64(key) === key && isOfItsKind ? `${kind} ${key}` : undefined;
}

const shape =
  /^(?<kind>ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)) +(?<key>[A-Za-z0-9+/]+={0,2})(?: [ -~]*)?\n?$/;

/** As `ssh-keygen -l` prints it, so that people can compare: "SHA256:…". */
export const fingerprintOf = (key: string): string =>
  `SHA256:${createHash('sha256')
    .update(Buffer.from(key.split(' ')[1] ?? '', 'base64'))
    .digest('base64')
    .replace(/=+$/, '')}`;
