export { createShiftedClock, type ShiftedClock } from './clock/shifted-clock.ts';
export type { CrashPoint } from './crashes.ts';
export type { Grant, Need } from './iam/authority.ts';
export type { Credentials } from './iam/credential-store.ts';
export type { SignedRequest } from './iam/signed-request.ts';
export {
  type AccountTemplate,
  type LoadedTemplate,
  loadAccountTemplate,
  loadTemplate,
} from './load-template.ts';
export type { BesideRole } from './plugin/service-plugin.ts';
export type { LogLine } from './plugin/settings.ts';
export { createKms } from './services/kms/service.ts';
export { newSigningKey } from './services/kms/signing-key.ts';
export type { FunctionSpec } from './services/lambda/function-spec.ts';
export { type Emulator, type EmulatorOptions, startEmulator } from './start-emulator.ts';
export type { Location } from './template/assembly.ts';
export type { CallSeen, RoleTaken } from './wire/answer-call.ts';
export type { StackRoles, Target, TargetAnswer, TargetCall } from './wire/target.ts';
