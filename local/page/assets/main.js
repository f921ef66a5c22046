import { createAccount } from './account.js';
import { createAsk } from './ask.js';
import { createChat } from './chat.js';
import { createCommand } from './command.js';
import { createDirect } from './direct.js';
import { byId, el } from './dom.js';
import { createHome } from './home.js';
import { createPlaces } from './places.js';
import { createRequests } from './requests.js';
import { showSealed } from './sealed.js';
import { createSeen } from './seen.js';
import { follow, get, refresher } from './server.js';
import { keepTimesTrue } from './times.js';
import { createWho } from './who.js';
import { createWindow } from './window.js';

const setting = await get('/api/setting');

/** One message at a time, with a pause between two, or screen readers drop all but the last. */
const announce = (() => {
  const waiting = [];
  const next = () => {
    byId('announcer').textContent = waiting.shift() ?? '';
    if (waiting.length > 0) setTimeout(next, 1_200);
  };
  return (words) => {
    waiting.push(words);
    if (waiting.length === 1) setTimeout(next, 100);
  };
})();

const nameBySlackId = (slack) =>
  slack === setting.channel?.id
    ? setting.channel.name
    : setting.people.find((person) => person.slack === slack)?.name;
const nameById = (id) => setting.people.find((person) => person.id === id || person.slack === id)?.name;

let me = () => setting.people[0];
let places = { now: () => 'channel', show: (_place) => {} };
const chat = createChat({
  announce,
  me: () => me(),
  names: nameBySlackId,
  place: () => places.now(),
  toChannel: () => places.show('channel'),
});
const home = createHome({ me: () => me(), names: nameBySlackId, isShown: () => places.now() === 'home' });
const slackWindow = createWindow({ me: () => me(), names: nameBySlackId });
const account = createAccount({ announce });
const requests = createRequests({ announce, names: nameById });
const seen = createSeen({ announce });

const refresh = {
  chat: refresher(() =>
    setting.channel ? Promise.all([chat.refresh(), home.refresh(), slackWindow.refresh()]) : undefined,
  ),
  // A call is made before its outcome is written.
  requests: refresher(() => Promise.all([requests.refresh(), account.refresh()])),
  seen: refresher(() => Promise.all([seen.refresh(), account.refresh()])),
  sealed: refresher(async () => {
    const objects = await get('/api/sealed');
    showSealed(objects);
    requests.showSealed(objects);
  }),
};

createDirect(setting);
createAsk({
  ...setting,
  onSent(requestId) {
    requests.open(requestId);
    chat.bringUp(requestId);
  },
});
if (setting.channel) {
  byId('chat-title').replaceChildren(el('span', { class: 'soft' }, 'Slack '), `#${setting.channel.name}`);
  places = createPlaces({
    channel: setting.channel,
    onChange() {
      chat.draw();
      home.open();
    },
  });
  me = createWho({
    ...setting,
    onChange() {
      refresh.chat();
      home.open();
    },
  });
  createCommand({ channel: setting.channel, me: () => me(), onSent: () => places.show('channel') });
} else {
  byId('chat-messages').replaceChildren(
    el('p', { class: 'empty' }, 'A real Slack workspace is connected: the cards appear there.'),
  );
}

keepTimesTrue();
follow(
  Object.keys(refresh),
  (topic) => refresh[topic](),
  (live) => {
    byId('live').textContent = live ? 'Live' : 'Reconnecting…';
    byId('live').classList.toggle('off', !live);
  },
);
