// Time as Slack words it, in the zone of the person acted as.

import { me, page } from './workspace.js';

export const now = () => new Date(Date.now() + page.ahead);

export const dateOf = (ts) => new Date(Number(ts) * 1000);

export const inZone = (date, options) =>
  new Intl.DateTimeFormat('en-US', { timeZone: me().tz, ...options }).format(date);

export const clockTime = (date) => inZone(date, { hour: 'numeric', minute: '2-digit' });

export const sameDay = (one, other) =>
  inZone(one, { dateStyle: 'short' }) === inZone(other, { dateStyle: 'short' });

const ENDINGS = { one: 'st', two: 'nd', few: 'rd', other: 'th' };

const ordinal = (number) =>
  `${number}${ENDINGS[new Intl.PluralRules('en', { type: 'ordinal' }).select(number)]}`;

const dayOfMonth = (date) => ordinal(Number(inZone(date, { day: 'numeric' })));

const yearOf = (date) => inZone(date, { year: 'numeric' });

export function nearDay(date) {
  const days = { Today: 0, Yesterday: -1, Tomorrow: 1 };
  return Object.keys(days).find((name) => sameDay(date, new Date(now().getTime() + days[name] * 86_400_000)));
}

export function longDay(date) {
  const year = yearOf(date) === yearOf(now()) ? '' : `, ${yearOf(date)}`;
  return `${inZone(date, { weekday: 'long' })}, ${inZone(date, { month: 'long' })} ${dayOfMonth(date)}${year}`;
}

function ago(date) {
  const minutes = Math.round((date - now()) / 60_000);
  const spans = [
    [1440, 'day'],
    [60, 'hour'],
    [1, 'minute'],
  ];
  const [length, unit] = spans.find(([most]) => Math.abs(minutes) >= most) ?? spans[2];
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(Math.trunc(minutes / length), unit);
}

const pretty = (style) => (date) => nearDay(date)?.toLowerCase() ?? style(date);

export const mediumDay = (date) => inZone(date, { month: 'short', day: 'numeric', year: 'numeric' });

const fullDay = (date) => `${inZone(date, { month: 'long' })} ${dayOfMonth(date)}, ${yearOf(date)}`;

const weekdayToo = (date) => `${inZone(date, { weekday: 'long' })}, ${fullDay(date)}`;

const DATE_TOKENS = {
  date_num: (date) => new Intl.DateTimeFormat('sv-SE', { timeZone: me().tz, dateStyle: 'short' }).format(date),
  date: fullDay,
  date_short: mediumDay,
  date_long: weekdayToo,
  date_pretty: pretty(fullDay),
  date_short_pretty: pretty(mediumDay),
  date_long_pretty: pretty(weekdayToo),
  time: clockTime,
  time_secs: (date) => inZone(date, { hour: 'numeric', minute: '2-digit', second: '2-digit' }),
  ago,
};

export const formatDate = (date, format) =>
  format.replace(/\{(\w+)\}/g, (whole, token) => DATE_TOKENS[token]?.(date) ?? whole);

export const secondsOf = (iso) => DATE_TOKENS.time_secs(new Date(iso));

export const wallTime = (date) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: me().tz, dateStyle: 'short', timeStyle: 'short' })
    .format(date)
    .replace(' ', 'T');

/** Seconds since 1970 when the person's wall clock shows `text`. */
export function instantOf(text) {
  const asIfUtc = Date.parse(`${text}Z`);
  return (2 * asIfUtc - Date.parse(`${wallTime(new Date(asIfUtc))}Z`)) / 1000;
}
