/** What no record of Countersign can show; several controls ask for it. */
export const elsewhere = {
  people:
    'How people join and leave the directory of who may sign: its history is that of the repository with the policies.',
  policies:
    'Who changed the policies and who reviewed that: the repository shows it; a record names the policy set by its hash.',
  otherDoors:
    'Access that people and roles have outside of Countersign: IAM, the boundary and the SCPs show it.',
  design: 'That the control was designed well: a pack shows what happened under it.',
  lock: 'That each object is locked and unchanged: the page on verification says whether that was checked.',
  review: 'That somebody read this: a review has minutes of its own.',
} as const;
