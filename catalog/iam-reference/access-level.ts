/** As IAM's Service Authorization Reference sorts its actions. The later one stands, the more an action can do. */
export const accessLevels = ['List', 'Read', 'Tagging', 'Write', 'Permissions management'] as const;

export type AccessLevel = (typeof accessLevels)[number];

export const isAccessLevel = (text: string): text is AccessLevel =>
  accessLevels.some((level) => level === text);
