// One row for each message of a list, with the dividers between days.

import { avatar } from './avatar.js';
import { clockTime, dateOf, longDay, nearDay, sameDay } from './dates.js';
import { bodyOf, filesOf, reactionsOf, threadSummary } from './message_body.js';
import { messageKey, toolbar } from './message_menu.js';
import { mrkdwn } from './mrkdwn.js';
import { go } from './navigation.js';
import { el, icon } from './nodes.js';
import { page, person } from './workspace.js';

const QUIET_SUBTYPES = /^(channel|group)_(join|leave|topic|purpose|name|archive|unarchive)$/;

const CONTINUED_WITHIN = 300; // seconds between two messages of one author that are drawn as one

/** Rows for a list of messages with date dividers; in a thread (`inThread`) there are none. */
export function rowsOf(messages, inThread) {
  return messages.flatMap((message, at) => {
    const before = messages[at - 1];
    const newDay = !inThread && (!before || !sameDay(dateOf(before.ts), dateOf(message.ts)));
    const continued =
      !newDay && message.ts !== page.newest && continues(before, message) && !(inThread && at === 1);
    return [
      newDay && dayDivider(message),
      !inThread && message.ts === page.newest && newDivider(),
      messageItem(message, continued, inThread),
    ].filter(Boolean);
  });
}

function continues(before, message) {
  const alike =
    before &&
    before.author.id === message.author.id &&
    Boolean(before.ephemeral) === Boolean(message.ephemeral);
  return (
    alike &&
    !QUIET_SUBTYPES.test(before.subtype) &&
    !before.reply_count &&
    Number(message.ts) - Number(before.ts) < CONTINUED_WITHIN
  );
}

function dayDivider(message) {
  const day = dateOf(message.ts);
  const label = nearDay(day) ?? longDay(day);
  return {
    key: `day ${longDay(day)}`,
    signature: label,
    draw: () => el('div.divider', { role: 'separator', 'aria-label': label }, el('span', label)),
  };
}

const newDivider = () => ({
  key: 'new',
  signature: 'new',
  draw: () => el('div.divider.new', { role: 'separator', 'aria-label': 'New' }, el('span', 'New')),
});

function messageItem(message, continued, inThread) {
  const signature = JSON.stringify([message, continued, page.as]);
  return {
    key: message.ts,
    signature,
    draw: (old) => keepingEditor(old, rowOf(message, continued, inThread)),
  };
}

const rowOf = (message, continued, inThread) =>
  QUIET_SUBTYPES.test(message.subtype) ? quietRow(message) : messageRow(message, continued, inThread);

/** A message that changes while its author edits it keeps the open editor. */
function keepingEditor(old, row) {
  const editor = old?.querySelector('.editor');
  if (editor) row.querySelector('.words').append(editor);
  return row;
}

function quietRow(message) {
  return el(
    'article.message.quiet',
    { tabindex: -1, 'data-ts': message.ts },
    avatar(authorOf(message), 'small'),
    el('div.words', mrkdwn(message.text), el('time', clockTime(dateOf(message.ts)))),
  );
}

function messageRow(message, continued, inThread) {
  const time = clockTime(dateOf(message.ts));
  const attributes = {
    class: ['message', continued && 'continued', message.ephemeral && 'ephemeral'].filter(Boolean).join(' '),
    tabindex: -1,
    'data-ts': message.ts,
    'data-spot': message.ts,
    'aria-label': `${message.author.real_name}, ${time}`,
    onkeydown: messageKey(message, inThread),
  };
  const side = continued ? el('time.gutter', time.replace(/ ?[AP]M/, '')) : avatar(authorOf(message));
  const words = el(
    'div.words',
    notesOn(message),
    !continued && byline(message, time),
    contentOf(message, inThread),
  );
  return el('article', attributes, side, words, toolbar(message, inThread));
}

const notesOn = (message) => [
  message.ephemeral && el('p.only-you', icon('eye'), 'Only visible to you'),
  message.subtype === 'thread_broadcast' && broadcastNote(message),
];

function contentOf(message, inThread) {
  return [bodyOf(message), filesOf(message), reactionsOf(message), !inThread && threadSummary(message)];
}

const authorOf = ({ author }) => ({ ...person(author.id), ...author });

function broadcastNote(message) {
  const open = () => go({ thread: message.thread_ts });
  return el('p.only-you', icon('reply'), el('button.plain-link', { onclick: open }, 'replied to a thread'));
}

function byline({ author, ts }, time) {
  const known = person(author.id);
  const badge = author.is_bot ? 'App' : (known.is_external && 'External') || (known.is_guest && 'Guest');
  return el(
    'div.byline',
    el('b', author.real_name || author.name),
    badge && el('span.badge', badge),
    el('time', { title: `${longDay(dateOf(ts))}, ${time}` }, time),
  );
}
