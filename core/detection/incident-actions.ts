/** What a person can do about an incident, in whichever room. */
export const incidentActions = ['contain', 'end-containment', 'revert', 'explain'] as const;
export type IncidentAction = (typeof incidentActions)[number];
