import type { Operation } from '../../../catalog/shapes/load-shapes.ts';
import { sha256 } from '../../../core/lib/digest.ts';
import type { JsonObject } from '../../../core/lib/json.ts';

/**
 * The SDK would make random tokens. Made of the request's id, AWS itself takes the same request only once, should it ever
 * arrive twice. What was signed stays as it was signed.
 */
export const withTokens = (
  { input }: Pick<Operation, 'input'>,
  parameters: JsonObject,
  requestId: string,
): JsonObject => ({
  ...Object.fromEntries(
    [...input.members.values()]
      .filter(({ isToken }) => isToken)
      .map(({ name }) => [name, tokenOf(requestId, name)]),
  ),
  ...parameters,
});

/** A UUID of version 4, as the SDK makes them: what every service takes, whatever its limits are. */
function tokenOf(requestId: string, member: string): string {
  const hex = sha256(`${requestId} ${member}`);
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0b0011) | 0b1000).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
