import { parseArn } from '../../core/lib/arn.ts';
import type { JsonObject } from '../../core/lib/json.ts';
import type { IamAction } from '../iam-reference/iam-action.ts';
import { serviceOf } from '../service-of.ts';
import { type ArnFormat, fillFormat, formatOf, formatsOf, valuesIn } from './arn-format.ts';
import { asIamNamesIt } from './as-iam-names-it.ts';
import type { Asked } from './asked.ts';
import { isFreeText } from './is-free-text.ts';
import { unmarked } from './literal.ts';
import { type NamesIn, namesFor, placeFor } from './names-for.ts';
import { namesNothing } from './parameter-names.ts';
import { madeBy, oneOfItsTypes, sharedAcrossAccounts, touchedWith } from './touched-types.ts';
import { valuesAt } from './values-at.ts';

/** Every resource that IAM asks for, by its type. None where IAM knows none, and where none is required and none is named. */
export type Resources = ReadonlyMap<string, readonly string[]>;

export function resourcesOf(action: IamAction, asked: Asked): Resources {
  const { entry, parameters, location } = asked;
  const formats = action.resourceTypes.flatMap(formatsOf);
  const own = ownArn(asked);
  const ownFormat = own === undefined ? undefined : formatOf(formats, own);
  const names: NamesIn = {
    service: serviceOf(action.name),
    parameters,
    inLowerCase: new Map(Object.entries(parameters).map(([name, value]) => [name.toLowerCase(), value])),
    location,
    known: own !== undefined && ownFormat ? knownFrom(ownFormat, own) : new Map(),
  };
  const given = arnsIn(parameters).map((arn) => ({ arn, type: formatOf(formats, arn)?.type }));

  const ofType = action.resourceTypes.map(({ name, required }) => {
    const ofIt = formats.filter(({ type }) => type === name);
    const any = ofIt.flatMap((format) => fillFormat(format, (placeholder) => placeFor(placeholder, names)));
    const filled = ofIt.flatMap((format) =>
      fillFormat(format, (placeholder, before) => namesFor(placeholder, before, names)),
    );
    const byName = filled.filter((arn) => !any.includes(arn) && isNamed(arn, required) && hasService(arn));
    const byArn = given.filter(({ type }) => type === name).map(({ arn }) => arn);
    const itself = ownFormat?.type === name && own !== undefined ? [own] : [];
    // `instance/*` of a list has no place beside its members.
    const wide = (arn: string): boolean =>
      (byName.length > 0 && arn.endsWith('*')) || (byArn.length > 0 && any.includes(arn));
    // Nobody has said which ARN is the resource of an operation that nobody has described: one in its tags may be.
    const found = !entry.curated && byName.length + byArn.length > 0;
    const named = [
      ...itself.filter((arn) => !wide(arn) && !found),
      ...byArn,
      ...inItsAccount(byName, action.name, name),
      ...(madeBy[action.name]?.includes(name) ? any : []),
    ];
    return {
      name,
      required,
      named,
      filled,
      nothingNamed: named.every((arn) => arn.includes('*') && any.includes(arn)),
    };
  });
  // IAM may ask for none of what it only may ask for, and then compares with `*`.
  if (ofType.every(({ required, nothingNamed }) => !required && nothingNamed)) return new Map();

  const oneIsEnough = oneOfItsTypes.has(action.name) && ofType.some(({ named }) => named.length > 0);
  const touches = ({ name, required }: { name: string; required: boolean }): boolean => {
    const pointer = touchedWith[action.name]?.[name];
    return (required && !oneIsEnough) || (pointer !== undefined && valuesAt(parameters, pointer).length > 0);
  };
  return new Map(
    ofType
      .map((type): [string, string[]] => [
        type.name,
        type.named.length > 0 || !touches(type) ? type.named : type.filled.map(ofAKnownService),
      ])
      .filter(([, arns]) => arns.length > 0)
      .map(([type, arns]) => [type, arns.flatMap((arn) => asIamNamesIt(arn, entry, parameters))]),
  );
}

/** Of what IAM only may ask for, a half-named one is no more than a guess; an organization has one id. */
const isNamed = (arn: string, required: boolean): boolean =>
  required ? !arn.endsWith('*') : !arn.replace('/o-*/', '/').includes('*');

/** All of a service is none of its resources. */
function ownArn({ arn }: Asked): string | undefined {
  const parsed = parseArn(unmarked(arn));
  return parsed && parsed.resource !== '*' ? arn : undefined;
}

const knownFrom = (format: ArnFormat, arn: string): Map<string, string> =>
  new Map(
    [...(valuesIn(format, arn) ?? [])].filter(
      ([placeholder, value]) => !namesNothing.has(placeholder) && !value.includes('*'),
    ),
  );

/** Members that are whole ARNs, but for what people write freely. */
const arnsIn = (parameters: JsonObject): string[] =>
  Object.entries(parameters)
    .filter(([name]) => !isFreeText(name))
    .flatMap(([, value]) => [value].flat())
    .filter((value) => typeof value === 'string')
    .filter((text) => parseArn(unmarked(text)) !== undefined);

function inItsAccount(arns: readonly string[], action: string, type: string): string[] {
  if (!sharedAcrossAccounts[serviceOf(action)]?.includes(type)) return [...arns];
  return arns.map((arn) => arn.replace(/^((?:[^:]*:){4})[^:]*/, '$1*'));
}

/** A policy cannot leave open of which service a thing is: AWS Backup's points are of many. */
const ofAKnownService = (arn: string): string => (hasService(arn) ? arn : '*');

const hasService = (arn: string): boolean => /^arn:[^:*]+:[^:*]+:/.test(arn);
