import type { Need } from '../../iam/authority.ts';
import { accountOf } from '../../iam/principal.ts';
import { compilePattern } from '../../lib/event-pattern.ts';
import { type JsonObject, parseObject } from '../../lib/json.ts';
import { type Implemented, missingFrom, notImplemented } from '../../wire/implemented.ts';
import { type CallHandler, output, type ServiceCall, type SignedCall } from '../../wire/service-call.ts';
import type { BusEvent, Came } from './bus-event.ts';
import type { BusSpec, RuleSpec } from './rules.ts';

export interface EventBridgeOptions {
  buses: BusSpec[];
  rules: RuleSpec[];
  now: () => Date;
  randomUuid: () => string;
  onEvent: (rule: RuleSpec, event: BusEvent, came: Came) => void;
}

export interface EventBridge extends CallHandler {
  /** All events of a bus since the start, oldest first. */
  published: (bus: string) => BusEvent[];
  /** What a service of AWS tells the default bus of a region. Where nobody listens, it is told to nobody. */
  tell: (event: Omit<BusEvent, 'version' | 'id'>) => void;
  /** A rule of another bus leads here. */
  receive: (bus: BusSpec, event: BusEvent) => void;
  find: (busArn: string) => BusSpec | undefined;
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
  const find = (arn: string) => buses.find((bus) => bus.arn === arn);
  const busOf = ({ EventBusName: id = 'default' }: Entry, call: Pick<SignedCall, 'region' | 'principal'>) =>
    find(busArn(String(id), call));

  const publish = (bus: BusSpec, event: BusEvent, came: Came = 'put') => {
    published.get(bus)?.push(event);
    for (const { rule, matches } of compiled)
      if (rule.busArn === bus.arn && (rule.withReads || !isRead(event)) && matches(event))
        onEvent(rule, event, came);
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
    needs: (call) => entriesOf(call).map((entry) => needOf(call, entry, busOf(entry, call))),
    handle(call) {
      const entries = entriesOf(call);
      const unnamed = entries.find((entry) => !busOf(entry, call));
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
        const bus = busOf(entry, call);
        if ('ErrorCode' in event || !bus) return event as Refused;
        publish(bus, event);
        return { EventId: event.id };
      });
      return output({
        FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length,
        Entries: results,
      });
    },
    tell(told) {
      const bus = find(busArn('default', told));
      if (bus) publish(bus, { version: '0', id: randomUuid(), ...told });
    },
    receive: (bus, event) => publish(bus, event, 'forwarded'),
    find,
    published: (name) => [...published].filter(([bus]) => bus.name === name).flatMap(([, events]) => events),
  };
}

function needOf({ operation, region, principal }: SignedCall, entry: Entry, bus?: BusSpec): Need {
  const { EventBusName: name = 'default', Source: source, DetailType: type } = entry;
  return {
    action: `events:${operation}`,
    resource: bus?.arn ?? busArn(String(name), { region, principal }),
    context: { 'events:source': String(source), 'events:detail-type': String(type) },
  };
}

const busArn = (
  id: string,
  at: { region: string } & ({ account: string } | Pick<SignedCall, 'principal'>),
): string => {
  if (id.startsWith('arn:')) return id;
  const account = 'account' in at ? at.account : accountOf(at.principal);
  return `arn:aws:events:${at.region}:${account}:event-bus/${id}`;
};

/** EventBridge knows calls that only read by their names, and keeps them from rules that do not ask for them. */
const isRead = ({ 'detail-type': type, detail }: BusEvent): boolean =>
  type.endsWith('via CloudTrail') && /^(?:Get|List|Describe)/.test(String(detail.eventName));

const entriesOf = ({ input }: Pick<SignedCall, 'input'>): Entry[] => [(input.Entries ?? []) as Entry].flat();
const refused = (ErrorCode: string, ErrorMessage: string): Refused => ({ ErrorCode, ErrorMessage });
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
