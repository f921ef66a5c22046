import { further } from '../further.ts';
import { beginningOf, inTurn, namedIn } from '../sentence.ts';
import { briefImage } from './ecs-containers.ts';

interface Variable {
  name?: string;
  value?: string;
  type?: string;
}
/** "A=1, TOKEN from SECRETS_MANAGER shop/token" */
const sayVariables = (variables: readonly Variable[]): string =>
  variables
    .map(({ name, value, type }) =>
      type === undefined || type === 'PLAINTEXT' ? `${name}=${value}` : `${name} from ${type} ${value}`,
    )
    .join(', ');

interface Source {
  type?: string;
  location?: string;
  buildspec?: string;
}
interface Environment {
  image?: string;
  privilegedMode?: boolean;
  environmentVariables?: readonly Variable[];
}

/** " from GITHUB https://…, running: …": the source is whatever stands there when a build starts. */
export function saySource({ type, location, buildspec, ...rest }: Source): string {
  const commands = buildspec === undefined ? '' : `, running ${beginningOf(buildspec, 160)}`;
  return ` from ${type ?? 'its source'}${location === undefined ? '' : ` ${location} as it stands then`}${further(rest)}${commands}`;
}

/** " in aws/codebuild/standard:7.0 with every right on its machine" */
export function sayEnvironment({
  image,
  privilegedMode,
  environmentVariables = [],
  ...rest
}: Environment): string {
  return inTurn(
    [
      image === undefined ? '' : ` in ${briefImage(image)}`,
      privilegedMode ? ' with every right on its machine' : '',
      environmentVariables.length > 0 ? ` with ${beginningOf(sayVariables(environmentVariables), 120)}` : '',
      further({ ...rest, ...(!privilegedMode && { privilegedMode }) }),
    ],
    '',
  );
}

interface Build {
  serviceRoleOverride?: string;
  sourceTypeOverride?: string;
  sourceLocationOverride?: string;
  sourceVersion?: string;
  buildspecOverride?: string;
  imageOverride?: string;
  privilegedModeOverride?: boolean;
  debugSessionEnabled?: boolean;
  environmentVariablesOverride?: readonly Variable[];
}

/** Anything but a whole commit, such as a branch or a tag, may be another thing when the build starts. */
function sayVersion(version: string | undefined): string {
  if (version === undefined) return ', from its source as it stands then';
  return /^[0-9a-f]{40}$/.test(version)
    ? `, from commit ${version}`
    : `, from ${version} of its source as it stands then`;
}

/** What of a build is not as its project says. */
export function sayBuild(build: Build, ownAccount: string): string {
  const {
    serviceRoleOverride: role,
    sourceTypeOverride: type,
    sourceLocationOverride: place,
    sourceVersion,
  } = build;
  const { buildspecOverride: commands, imageOverride, privilegedModeOverride: privileged } = build;
  const { debugSessionEnabled: debug, environmentVariablesOverride: variables = [] } = build;
  return inTurn(
    [
      role === undefined ? '' : ` as ${namedIn(role, ownAccount)}`,
      privileged
        ? ', with every right on its machine'
        : privileged === false
          ? ', without rights on its machine'
          : '',
      debug ? ', open to a shell' : debug === false ? ', closed to a shell' : '',
      imageOverride === undefined ? '' : `, in ${briefImage(imageOverride)}`,
      type === undefined && place === undefined ? '' : `, from ${[type, place].filter(Boolean).join(' ')}`,
      sayVersion(sourceVersion),
      commands === undefined ? '' : `, running ${beginningOf(commands, 160)}`,
      variables.length > 0 ? `, with ${beginningOf(sayVariables(variables), 120)}` : '',
    ],
    '',
  );
}

/** Its role may be another one than the project's. */
export const sayBatch = (config: object | undefined): string =>
  config === undefined ? '' : `, batches${further(config)}`;
