import { loadConfig } from '../../../infra/config.ts';
import type { Loaded } from '../../../infra/loaded.ts';
import type { RoleSettings } from './check.ts';

/** Those of another stage would name other roles. */
export function readSettings(stage: string, file = `infra/settings/${stage}.yaml`): Loaded<RoleSettings> {
  const loaded = loadConfig(file);
  return loaded.ok && loaded.value.stage !== stage
    ? { ok: false, problems: [`${file} holds the settings of ${loaded.value.stage}, not of ${stage}.`] }
    : loaded;
}
