import type { PolicyDocument } from './policy-document.ts';

/** As AWS's own pages write them: whoever reads many policies looks for the same thing in the same place. */
const order = [
  ...['Version', 'Id', 'Statement'],
  ...[
    'Sid',
    'Effect',
    'Principal',
    'NotPrincipal',
    'Action',
    'NotAction',
    'Resource',
    'NotResource',
    'Condition',
  ],
];

/** The whole document, decoded and indented, in one layout, whatever layout it came in. */
export const showPolicyDocument = ({ json }: PolicyDocument): string =>
  JSON.stringify(inOrder(json), null, 2);

const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, inOrder(inner)] as const);
  return Object.fromEntries(entries.sort(([one], [other]) => placeOf(one) - placeOf(other)));
};

/** What is not among them keeps the order that it had, after them. */
const placeOf = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
