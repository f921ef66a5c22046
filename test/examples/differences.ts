const pinned = 'it names what could be another thing by the time that people approve';
const onePlace = 'it names a thing in a form of which there are several, and one is taken';
const placeholder = 'its value is none that AWS would take';
const mistyped = 'its value has another type than the API says';
const insisted = 'it leaves out what decides how much happens';
const oldForm = 'it is written in a form that AWS replaced, and the newer one is taken alone';
const narrower = 'it uses a part of the API that the entry leaves out';

/** Actions of which not every published example is taken as it stands, each with the reason. */
export const differences: Readonly<Record<string, string>> = {
  'iam:CreateRole': placeholder,
};
void [pinned, onePlace, mistyped, insisted, oldForm, narrower];
