/** For whoever was a person of the directory when they pressed, and is none where it is carried out. */
export const noLongerKnown =
  'You are in the directory of people no more, so nothing was asked for. Ask an administrator.';
