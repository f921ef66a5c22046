import type { JsonObject } from '../lib/json.ts';

/** One entry of a function's log. */
export interface LogLine {
  functionName: string;
  entry: JsonObject;
}

/** What whoever starts the emulator decides for its services. */
export interface Settings {
  /** Where the HTTP API listens; 0 takes any free port. */
  apiPort: number;
  /** Values of secrets, by name. People store them before a deployment, so no template has them. */
  secrets: Readonly<Record<string, string>>;
  /** What this machine adds to the environment of every function, and says there in place of the template. */
  environment: Readonly<Record<string, string>>;
  /** Hosts beyond this machine that functions reach as they are. All others are refused, but those of AWS, which is here. */
  hosts: readonly string[];
  /** Roles that stand in no template, and may call the HTTP API all the same. */
  mayCallApi: (roleArn: string) => boolean;
  /** Roles that stand in no template, and may make any SDK call: whoever operates what runs here. */
  mayCallAws: (roleArn: string) => boolean;
  /** Milliseconds before what has failed so often is tried again. */
  retryDelay: (failures: number) => number;
  onLog: (line: LogLine) => void;
  /** A bug of the emulator, or something that AWS would only count. */
  onBug: (problem: unknown) => void;
}
