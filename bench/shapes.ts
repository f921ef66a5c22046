import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { checkInput } from '../catalog/shapes/check-input.ts';
import { findOperation, loadShapes, type Operation } from '../catalog/shapes/load-shapes.ts';
import { type Measurement, timed } from './measurement.ts';

const services = new URL('../catalog/shapes/services/', import.meta.url);
const loader = new URL('../catalog/shapes/load-shapes.ts', import.meta.url);
const runs = 7;

/** What the shapes of all operations weigh, how long a process waits for those of a service, and what holding against them costs. */
export async function measureShapes(): Promise<Measurement[]> {
  const files = (await readdir(services)).toSorted();
  const texts = await Promise.all(files.map((file) => readFile(new URL(file, services))));
  const sizes = texts.map(({ length }) => length / 1_000);
  const rules = { IpPermissions: Array.from({ length: 445 }, rule) };
  const typical = { GroupId: 'sg-0123456789abcdef0', IpPermissions: [rule(0, 0)] };
  const large = { ...typical, ...rules };
  const ingress = await operationOf('ec2:AuthorizeSecurityGroupIngress');
  const bytes = Math.round(JSON.stringify(large).length / 1_024);
  return [
    { name: `shapes of ${files.length} services`, unit: 'kB', samples: [sum(sizes)] },
    { name: 'shapes, all, gzip', unit: 'kB', samples: [gzipSync(Buffer.concat(texts)).length / 1_000] },
    { name: 'shapes of a service, from smallest to largest', unit: 'kB', samples: sizes },
    ...(await Promise.all(
      ['kms', 's3', 'ec2'].map(
        async (service): Promise<Measurement> => ({
          name: `load of ${service}`,
          unit: 'ms',
          samples: await loadTimes(service),
        }),
      ),
    )),
    {
      name: 'check of a typical input',
      unit: 'ms',
      samples: await timed(() => checkInput(ingress, typical)),
    },
    { name: `check of ${bytes} KiB`, unit: 'ms', samples: await timed(() => checkInput(ingress, large)) },
  ];
}

const rule = (_: unknown, index: number) => ({
  IpProtocol: 'tcp',
  FromPort: index,
  ToPort: index,
  IpRanges: [{ CidrIp: '10.0.0.0/16', Description: 'from the office, for the time of the migration' }],
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

async function operationOf(name: string): Promise<Operation> {
  const shapes = await loadShapes(name.split(':')[0] ?? '');
  const operation = shapes && findOperation(shapes, name);
  if (!operation) throw new Error(`There is no ${name}.`);
  return operation;
}

/** Each in a fresh process, for a service is read once. */
async function loadTimes(service: string): Promise<number[]> {
  const script = `const { loadShapes } = await import(${JSON.stringify(loader.href)});
    const start = performance.now(); await loadShapes(${JSON.stringify(service)}); console.log(performance.now() - start)`;
  const samples: number[] = [];
  for (let i = 0; i < runs; i += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
    samples.push(Number(stdout.trim()));
  }
  return samples;
}
