import { Construct } from 'constructs';
import type { QueueName } from '../../functions/shared/function-spec.ts';
import type { BundledFunction } from '../bundles.ts';
import { constructIdOf, nameOf } from '../name-of.ts';
import { FunctionSchedule } from './function-schedule.ts';
import { grantAccess, grantInvoking } from './grant-access.ts';
import { KeptOrders } from './kept-orders.ts';
import { QueueConsumer } from './queue-consumer.ts';
import { ServiceFunction, type SharedFunctionProps } from './service-function.ts';
import type { Sightings } from './sightings.ts';
import { StreamConsumer } from './stream-consumer.ts';

export interface ServiceFunctionsProps extends SharedFunctionProps {
  functions: readonly BundledFunction[];
  queues: Readonly<Record<QueueName, Pick<Sightings, 'queue' | 'deadLetters'>>>;
}

/** Every function of a deployment, with all that its spec says of it alone. */
export class ServiceFunctions extends Construct {
  readonly all: readonly ServiceFunction[];
  readonly streamConsumers: readonly StreamConsumer[];
  readonly keptOrders: KeptOrders;
  readonly queueConsumers: readonly QueueConsumer[];

  constructor(scope: Construct, id: string, { functions, queues, ...shared }: ServiceFunctionsProps) {
    super(scope, id);
    const { config, resources } = shared;
    this.all = functions.map((one) => {
      const fn = new ServiceFunction(this, constructIdOf(one.spec.name), shared, one);
      grantAccess(fn, resources);
      return fn;
    });
    for (const fn of this.all) grantInvoking(fn, this.all);
    for (const target of this.all) {
      const { name, schedule } = target.spec;
      if (schedule)
        new FunctionSchedule(this, `${constructIdOf(name)}Schedule`, { config, target, schedule });
    }
    this.streamConsumers = this.all.flatMap((consumer) => {
      const { name, stream } = consumer.spec;
      if (!stream) return [];
      const queueName = nameOf(config, `${name}-dead-letters`);
      const props = { config, table: resources.table, consumer, queueName, stream };
      return [new StreamConsumer(this, `${constructIdOf(name)}Stream`, props)];
    });
    const takers = this.all.filter(({ spec }) => spec.takesOrders);
    this.keptOrders = new KeptOrders(this, 'KeptOrders', { config, takers });
    this.queueConsumers = this.all.flatMap((consumer) => {
      const { name, queue: consumption } = consumer.spec;
      if (!consumption) return [];
      const props = { consumer, consumption, ...queues[consumption.name] };
      return [new QueueConsumer(this, `${constructIdOf(name)}Queue`, props)];
    });
  }
}
