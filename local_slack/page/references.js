// What text can point to: addresses, people, channels, groups and moments.

import { clockTime, dateOf, formatDate, longDay } from './dates.js';
import { addressOf, followed } from './navigation.js';
import { el } from './nodes.js';
import { conversation, me, page, person, titleOf } from './workspace.js';

export const unescaped = (text) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

/** A link for web and mail addresses; any other address stays text. */
export function link(address, label = address) {
  if (!/^(https?:\/\/|mailto:|tel:)/i.test(address)) return el('span', label);
  return el('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, label);
}

export function mention(id, label) {
  const name = label ?? (person(id).real_name || id);
  return el('span', { class: id === me().id ? 'mention me' : 'mention' }, `@${name.replace(/^@/, '')}`);
}

export function channelLink(id, label) {
  const known = conversation(id);
  if (!known) return el('span.mention', `#${label || 'private-channel'}`);
  return el(
    'a.mention',
    { href: addressOf({ channel: id }), onclick: followed({ channel: id }) },
    `#${titleOf(known)}`,
  );
}

/** `at` is in seconds. */
export function dateNode(at, format, fallback, address) {
  const date = dateOf(at);
  if (Number.isNaN(date.getTime())) return fallback;
  const text = formatDate(date, format);
  return address ? link(address, text) : el('time', { title: `${longDay(date)}, ${clockTime(date)}` }, text);
}

export function groupMention(id, label) {
  const known = page.workspace.groups.find((one) => one.id === id);
  return el('span.mention.group', `@${(label || known?.handle || id).replace(/^@/, '')}`);
}
