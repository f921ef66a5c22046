import type { Need } from '../../iam/authority.ts';
import { accountOf } from '../../iam/principal.ts';
import { compilePattern } from '../../lib/event-pattern.ts';
import { findNamed } from '../../lib/find-named.ts';
import { type JsonObject, parseObject } from '../../lib/json.ts';
import { type Implemented, missingFrom, notImplemented } from '../../wire/implemented.ts';
import { type CallHandler, output, type ServiceCall, type SignedCall } from '../../wire/service-call.ts';
import type { BusSpec, RuleSpec } from './rules.ts';

export interface BusEvent {
  version: '0';
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  time: string;
  region: string;
  resources: string[];
  detail: JsonObject;
}

export interface EventBridgeOptions {
  buses: BusSpec[];
  rules: RuleSpec[];
  now: () => Date;
  randomUuid: () => string;
  onEvent: (rule: RuleSpec, event: BusEvent) => void;
}

export interface EventBridge extends CallHandler {
  /** All events of a bus since the start, oldest first. */
  published: (bus: string) => BusEvent[];
}

type Entry = Record<string, unknown>;
type Refused = { ErrorCode: string; ErrorMessage: string };

export const operations = { PutEvents: ['Entries'] } satisfies Implemented;
const entryFields = {
  PutEvents: ['Source', 'DetailType', 'Detail', 'EventBusName', 'Resources', 'Time'],
} satisfies Implemented;

export function createEventBridge({
  buses,
  rules,
  now,
  randomUuid,
  onEvent,
}: EventBridgeOptions): EventBridge {
  const compiled = rules.map((rule) => ({ rule, matches: compilePattern(rule.pattern) }));
  const published = new Map<BusSpec, BusEvent[]>(buses.map((bus) => [bus, []]));
  const busOf = ({ EventBusName: id = 'default' }: Entry) => findNamed(buses, id);

  const publish = (bus: BusSpec, event: BusEvent) => {
    published.get(bus)?.push(event);
    for (const { rule, matches } of compiled)
      if (rule.busName === bus.name && matches(event)) onEvent(rule, event);
  };

  const eventOf = (entry: Entry, { principal, region }: ServiceCall): BusEvent | Refused => {
    const { Source: source, DetailType: type, Detail: detail, Resources: resources = [], Time: time } = entry;
    if (!isText(source))
      return refused('InvalidArgument', 'Parameter Source is not valid. Reason: Required.');
    if (!isText(type))
      return refused('InvalidArgument', 'Parameter DetailType is not valid. Reason: Required.');
    const parsed = isText(detail) ? parseObject(detail) : undefined;
    if (!parsed) return refused('MalformedDetail', 'Detail is malformed.');
    const at = typeof time === 'number' ? new Date(time * 1000) : now();
    return {
      version: '0',
      id: randomUuid(),
      'detail-type': type,
      source,
      account: accountOf(principal),
      time: at.toISOString().replace(/\.\d+Z$/, 'Z'),
      region,
      resources: resources as string[],
      detail: parsed,
    };
  };

  return {
    needs: (call) => entriesOf(call).map((entry) => needOf(call, entry, busOf(entry))),
    handle(call) {
      const entries = entriesOf(call);
      const unnamed = entries.find((entry) => !busOf(entry));
      const missing = entries
        .map((entry) => missingFrom(entryFields, { ...call, input: entry as JsonObject }))
        .find((problem) => problem !== undefined);
      if (missing) return missing;
      if (unnamed)
        return notImplemented(
          `events:PutEvents to bus ${unnamed.EventBusName ?? 'default'}, which no template has`,
        );
      const results = entries.map((entry) => {
        const event = eventOf(entry, call);
        const bus = busOf(entry);
        if ('ErrorCode' in event || !bus) return event as Refused;
        publish(bus, event);
        return { EventId: event.id };
      });
      return output({
        FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length,
        Entries: results,
      });
    },
    published: (name) => [...published].filter(([bus]) => bus.name === name).flatMap(([, events]) => events),
  };
}

function needOf({ operation, region, principal }: SignedCall, entry: Entry, bus?: BusSpec): Need {
  const { EventBusName: name = 'default', Source: source, DetailType: type } = entry;
  return {
    action: `events:${operation}`,
    resource: bus?.arn ?? `arn:aws:events:${region}:${accountOf(principal)}:event-bus/${name}`,
    context: { 'events:source': String(source), 'events:detail-type': String(type) },
  };
}

const entriesOf = ({ input }: Pick<SignedCall, 'input'>): Entry[] => [(input.Entries ?? []) as Entry].flat();
const refused = (ErrorCode: string, ErrorMessage: string): Refused => ({ ErrorCode, ErrorMessage });
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
