type Refinement = readonly [check: (given: object) => boolean, message: string];

const count = (given: object, names: readonly string[]): number =>
  names.filter((name) => (given as Record<string, unknown>)[name] !== undefined).length;

/** For `refine(...exactlyOne('InstanceIds', 'Targets'))`, on parameters of which AWS takes one and passes over the other. */
export const exactlyOne = (...names: readonly string[]): Refinement => [
  (given) => count(given, names) === 1,
  `Name exactly one of ${names.join(', ')}`,
];

export const atMostOne = (...names: readonly string[]): Refinement => [
  (given) => count(given, names) <= 1,
  `Name at most one of ${names.join(', ')}`,
];

export const atLeastOne = (...names: readonly string[]): Refinement => [
  (given) => count(given, names) >= 1,
  `Name at least one of ${names.join(', ')}: without any, nothing would happen`,
];

export const allOrNone = (...names: readonly string[]): Refinement => [
  (given) => [0, names.length].includes(count(given, names)),
  `Name all of ${names.join(', ')}, or none of them`,
];

/** For changes of one thing that may be of any kind: `moreThan('FunctionName')`. */
export const moreThan = (...names: readonly string[]): Refinement => [
  (given) => Object.keys(given).some((name) => !names.includes(name)),
  `Name something to change beside ${names.join(', ')}: without, nothing would happen`,
];
