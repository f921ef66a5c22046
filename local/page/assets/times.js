import { el } from './dom.js';

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'medium' });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' });

/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

export const clockTime = (instant) =>
  el('time', { datetime: instant, title: full.format(new Date(instant)) }, clock.format(new Date(instant)));

/** "in 28 min.", kept true by `keepTimesTrue`. */
export const relativeTime = (instant) =>
  el(
    'time',
    { datetime: instant, title: full.format(new Date(instant)), 'data-relative': true },
    fromNow(instant),
  );

export function keepTimesTrue() {
  setInterval(() => {
    /** @type {NodeListOf<HTMLTimeElement>} */
    const shown = document.querySelectorAll('time[data-relative]');
    for (const node of shown) node.textContent = fromNow(node.dateTime);
  }, 10_000);
}

function fromNow(instant) {
  const seconds = Math.round((Date.parse(instant) - Date.now()) / 1_000);
  if (Math.abs(seconds) < 5) return 'now';
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return relative.format(Math.trunc(seconds / size), unit);
}

const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const weekday = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full' });
const minutes = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** A day and a time, where hours away would say too little. */
export const fullTime = (instant) => el('time', { datetime: instant }, full.format(new Date(instant)));

/** The date tokens of Slack's messages. A token that is not among them leaves the fallback to be shown. */
const tokens = {
  date_num: (date) => date.toISOString().slice(0, 10),
  date: (date) => day.format(date),
  date_short: (date) => short.format(date),
  date_long: (date) => weekday.format(date),
  date_pretty: (date) => day.format(date),
  date_short_pretty: (date) => short.format(date),
  date_long_pretty: (date) => weekday.format(date),
  date_long_full: (date) => day.format(date),
  time: (date) => minutes.format(date),
  time_secs: (date) => clock.format(date),
  ago: (date) => fromNow(date.toISOString()),
};

export function slackDate({ timestamp, format, fallback }) {
  const date = new Date(timestamp * 1_000);
  const names = [...format.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  if (!names.every((name) => name in tokens)) return fallback ?? full.format(date);
  return format.replace(/\{(\w+)\}/g, (_, name) => tokens[name](date));
}
