import { oneSpelling } from './one-spelling.ts';

/**
 * Where AWS takes a name or an ARN, the name alone: account and region stand in the request's resource, and a policy that
 * looks at the parameter finds it in one form. `name` and `kind` are sources of expressions; an ARN is `kind` and a name.
 */
export const shortName = (service: string, kind: string, name: string, example: string) => {
  const either = new RegExp(
    `^(?:arn:aws(?:-cn|-us-gov)?:${service}:[a-z0-9-]*:[0-9]{12}:${kind})?(?<name>${name})$`,
  );
  return oneSpelling({
    canonical: (text) => either.exec(text)?.groups?.name,
    hint: `must be a name such as ${example}, and not an ARN`,
    max: 2_048,
    pattern: `^(?:${name})$`,
  });
};
