import type { BoundaryMode } from '../../../catalog/boundary/agent-limits.ts';
import type { OpenCatalog } from '../../../catalog/catalog-on-demand.ts';
import type { PlainRulingOn } from '../../../catalog/generate/gated-actions.ts';
import type { Witness } from '../../../core/detection/evidence.ts';
import type { OwnRole } from '../../../core/detection/own-session.ts';
import type { DeniedCall, Verdict } from '../../../core/detection/sighting.ts';
import type { Directory } from '../../../core/directory/directory.ts';
import type { Policy } from '../../../core/policy/bundle.ts';
import type { Channels } from '../../../core/policy/channels.ts';
import type { DeniedMessenger } from '../../../core/ports/denied-messenger.ts';
import type { HeartbeatStore } from '../../../core/ports/heartbeats.ts';
import type { DeniedStore, SightingStore } from '../../../core/ports/sightings.ts';
import type { StandingStore } from '../../../core/ports/store.ts';
import type { SubmitContext } from '../submit/read-submission.ts';
import type { Ports as SubmitPorts } from '../submit/submit-request.ts';
import type { OpenIncidentPorts } from './open-incident.ts';

/** What is known of a deployment where events are judged. */
export interface SightDeployment extends Omit<SubmitContext, 'catalog'> {
  openCatalog: OpenCatalog;
  directory: Directory;
  policies: readonly Policy[];
  channels: Channels;
  /** What they say of an action whoever asks for it. */
  plainRulingOn: PlainRulingOn;
  /** Where agents act, Countersign's own account among them. */
  accounts: readonly string[];
  /** Roles that agents may come with. */
  agentRolePatterns: readonly string[];
  boundary: BoundaryMode;
  /** The names of Countersign's own roles, in whichever account. */
  ownRoleNames: Readonly<Record<OwnRole, string>>;
  /** What the names of all that is its own begin with: `countersign-trial-`. */
  ownPrefix: string;
}

export interface SightPorts extends SubmitPorts, OpenIncidentPorts {
  sightings: SightingStore;
  denied: DeniedStore;
  standing: StandingStore;
  heartbeats: Pick<HeartbeatStore, 'seen'>;
  deniedMessengers: readonly DeniedMessenger[];
  /** Who looks: the function that was given the event, or the one that found it afterwards. */
  witness: Witness;
}

/** What is decided of an event. */
export interface Judged {
  verdict: Verdict;
  /** Where a request can be made of it. */
  denied?: DeniedCall;
}
