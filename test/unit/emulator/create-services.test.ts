import { describe, expect, it } from 'vitest';
import { createServices, type Surroundings } from '../../../emulator/create-services.ts';
import { NotImplementedLocally } from '../../../emulator/lib/not-implemented-locally.ts';
import { type Created, type Plugins, servicePlugin } from '../../../emulator/plugin/service-plugin.ts';
import type { Template } from '../../../emulator/template/read-template.ts';
import { awsJson } from '../../../emulator/wire/aws-json.ts';
import { output } from '../../../emulator/wire/service-call.ts';

const template = {
  location: { account: '777788889999', region: 'eu-west-1' },
  resourcesOf: () => ({ all: () => [] }),
} as unknown as Template;
const surroundings = {} as Surroundings;

const plugin = (create: () => Created<string>, needs: Plugins = {}) =>
  servicePlugin({ resourceTypes: {}, needs, create });
const works = (api: string) => (): Created<string> => ({ ok: true, service: { api } });
const lacks = (what: string) => (): Created<string> => {
  throw new NotImplementedLocally(what);
};

describe('the services of a registry', () => {
  it('are made after those that they need, however the registry is ordered', () => {
    const low = plugin(works('low'));
    const middle = plugin(works('middle'), { low });
    const high = servicePlugin({
      resourceTypes: {},
      needs: { middle, low },
      create: ({ services }) => ({ ok: true, service: { api: `${services.low} under ${services.middle}` } }),
    });
    const made = createServices({ high, middle, low }, template, surroundings);
    expect(made.ok && made.created.services.map(({ api }) => api)).toEqual([
      'low',
      'middle',
      'low under middle',
    ]);
    expect(made.ok && made.created.apis).toEqual({ low: 'low', middle: 'middle', high: 'low under middle' });
  });

  it('tell all that cannot be played at once, and those that need them are not asked', () => {
    const low = plugin(lacks('this'));
    const high = plugin(lacks('that which needs this'), { low });
    const other = plugin(() => ({ ok: false, problems: ['one more', 'and another'] }));
    expect(createServices({ low, high, other }, template, surroundings)).toEqual({
      ok: false,
      problems: ['this is not implemented locally', 'one more', 'and another'],
    });
  });

  it('answer the SDK where they say so', () => {
    const calls = { needs: () => [], handle: () => output({}) };
    const sdk = { protocol: awsJson('1.0', 'Said'), operations: { Say: [] } };
    const said = servicePlugin({
      resourceTypes: {},
      needs: {},
      sdk,
      create: () => ({ ok: true, service: { api: 'said', calls } }),
    });
    const made = createServices({ said, silent: plugin(works('silent')) }, template, surroundings);
    expect(made.ok && made.created.sdk).toEqual({ said: { ...sdk, ...calls } });
    const mute = servicePlugin({ resourceTypes: {}, needs: {}, sdk, create: works('mute') });
    expect(() => createServices({ mute }, template, surroundings)).toThrow(
      'Service mute says which SDK calls',
    );
  });

  it('are not made in part: a bug of one is a bug', () => {
    const broken = plugin(() => {
      throw new TypeError('a bug');
    });
    expect(() => createServices({ broken }, template, surroundings)).toThrow('a bug');
    const needy = plugin(works('needy'), { absent: plugin(works('absent')) });
    expect(() => createServices({ needy }, template, surroundings)).toThrow('no service absent');
  });
});
