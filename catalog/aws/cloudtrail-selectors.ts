import { z } from 'zod';
import { text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { listed } from '../values/widest-first.ts';

/** CloudTrail's defaults are asked for: a selector that leaves them out would be a second way to write the same one. */
const eventSelector = z
  .strictObject({
    ReadWriteType: z.enum(['ReadOnly', 'WriteOnly', 'All']),
    IncludeManagementEvents: z.boolean(),
    DataResources: distinct(
      z.strictObject({ Type: text(100), Values: distinct(text(2_048)).max(250) }),
      ({ Type }) => Type,
    ).optional(),
    ExcludeManagementEventSources: distinct(text(100)).optional(),
  })
  .refine(
    ({ IncludeManagementEvents, ExcludeManagementEventSources }) =>
      IncludeManagementEvents || ExcludeManagementEventSources === undefined,
    {
      path: ['ExcludeManagementEventSources'],
      error: 'excludes nothing where there are no management events: leave it out',
    },
  );
type EventSelector = z.infer<typeof eventSelector>;
export const eventSelectors = distinct(eventSelector).max(5);

const values = distinct(text(2_048)).max(500).optional();
const comparisons = {
  Equals: 'is',
  StartsWith: 'starts with',
  EndsWith: 'ends with',
  NotEquals: 'is not',
  NotStartsWith: 'does not start with',
  NotEndsWith: 'does not end with',
} as const;
type Comparison = keyof typeof comparisons;

const fieldSelector = z
  .strictObject({
    Field: text(1_000),
    Equals: values,
    StartsWith: values,
    EndsWith: values,
    NotEquals: values,
    NotStartsWith: values,
    NotEndsWith: values,
  })
  .refine((field) => Object.keys(field).length > 1, 'must compare its field with something');
const advancedSelector = z.strictObject({
  Name: z.string().max(1_000).optional(),
  FieldSelectors: distinct(fieldSelector, ({ Field }) => Field),
});
export const advancedEventSelectors = distinct(advancedSelector);

interface Selectors {
  EventSelectors?: readonly EventSelector[] | undefined;
  AdvancedEventSelectors?: readonly z.infer<typeof advancedSelector>[] | undefined;
}

/** What is recorded, and so what is not. An advanced selector's name is the agent's word for it and says nothing. */
export const saySelectors = ({ EventSelectors = [], AdvancedEventSelectors = [] }: Selectors): string =>
  [
    ...EventSelectors.map(saySelector),
    ...AdvancedEventSelectors.map(
      ({ FieldSelectors }) => `events whose ${FieldSelectors.map(sayField).join(' and ')}`,
    ),
  ].join('; ');

const kinds = { All: 'all', ReadOnly: 'only reading', WriteOnly: 'only writing' } as const;

function saySelector(selector: EventSelector): string {
  const {
    ReadWriteType,
    IncludeManagementEvents,
    ExcludeManagementEventSources,
    DataResources = [],
  } = selector;
  const kind = kinds[ReadWriteType];
  const except = ExcludeManagementEventSources
    ? ` but those of ${listed(ExcludeManagementEventSources, { most: 10 })}`
    : '';
  return [
    IncludeManagementEvents ? `${kind} management events${except}` : 'no management events',
    ...DataResources.map(({ Type, Values }) => `${kind} data events of ${Type} ${listed(Values)}`),
  ].join(', ');
}

const sayField = ({ Field, ...compared }: z.infer<typeof fieldSelector>): string =>
  Object.entries(compared)
    .flatMap(([name, given]) =>
      given ? `${Field} ${comparisons[name as Comparison]} ${given.join(' or ')}` : [],
    )
    .join(' and ');
