import { describe, expect, it } from 'vitest';
import type { Plugins } from '../../../emulator/plugin/service-plugin.ts';
import { registry } from '../../../emulator/registry.ts';

const plugins: Plugins = registry;

describe('the registry', () => {
  it('lets one service alone play a resource type', () => {
    const types = Object.values(plugins).flatMap(({ resourceTypes }) => Object.keys(resourceTypes));
    expect(types.length).toBeGreaterThan(30);
    expect(types.filter((type, at) => types.indexOf(type) !== at)).toEqual([]);
  });

  it('has what its services need, under the same name', () => {
    const needs = Object.values(plugins).flatMap((plugin) => Object.entries(plugin.needs));
    expect(needs.length).toBeGreaterThan(5);
    expect(needs.filter(([name, plugin]) => plugins[name] !== plugin)).toEqual([]);
  });
});
