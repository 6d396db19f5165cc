// What is in a message: blocks, attachments, files, reactions and the way to its thread.

import { avatar } from './avatar.js';
import { drawBlocks } from './blocks.js';
import { tell } from './control.js';
import { clockTime, dateOf, mediumDay, nearDay } from './dates.js';
import { EMOJI } from './emoji.js';
import { mrkdwn } from './mrkdwn.js';
import { go } from './navigation.js';
import { el, icon } from './nodes.js';
import { me, person } from './workspace.js';

const versions = new Map(); // ts -> the blocks as they were last seen, and how often they have changed

/** Another number when the app has edited the message: what somebody chose in it is then of the past. */
function versionOf({ ts, blocks }) {
  const json = JSON.stringify(blocks ?? []);
  const { number = 0, json: before } = versions.get(ts) ?? {};
  if (json !== before) versions.set(ts, { json, number: number + 1 });
  return versions.get(ts).number;
}

export function bodyOf(message) {
  const surface = {
    key: `${message.channel}/${message.ts}/${versionOf(message)}`,
    container: { type: 'message', channel: message.channel, ts: message.ts },
    blocks: message.blocks ?? [],
    state: message.state?.values,
  };
  const edited = message.edited && el('span.edited', '(edited)');
  const typed = !message.author.is_bot; // the blocks of what a person typed do not tell emphasis and emoji, its text does
  const body = surface.blocks.length && !typed ? drawBlocks(surface) : el('div.blocks', mrkdwn(message.text));
  return [
    body,
    edited,
    (message.attachments ?? []).map((attachment, at) => attachmentOf(message, attachment, at)),
  ];
}

function attachmentOf(message, attachment, at) {
  const surface = {
    key: `${message.channel}/${message.ts}/attachment ${at}`,
    container: { type: 'message', channel: message.channel, ts: message.ts },
    blocks: attachment.blocks ?? [],
  };
  const content = surface.blocks.length
    ? drawBlocks(surface)
    : mrkdwn(
        [attachment.pretext, attachment.title, attachment.text ?? attachment.fallback]
          .filter(Boolean)
          .join('\n'),
      );
  return el('div.attachment', { tint: attachment.color && `#${attachment.color.replace('#', '')}` }, content);
}

export function filesOf({ files = [] }) {
  return files.map((file) =>
    el(
      'div.file',
      icon('file'),
      el(
        'span',
        el('b', file.title || file.name),
        el('small', `${file.mimetype ?? 'file'} · ${file.size ?? 0} bytes`),
      ),
    ),
  );
}

export function reactionsOf(message) {
  const { reactions = [] } = message;
  if (!reactions.length) return null;
  return el(
    'div.reactions',
    reactions.map((reaction) => reactionChip(message, reaction)),
  );
}

function reactionChip(message, { name, users }) {
  const mine = users.includes(me().id);
  const who = users.map((id) => (id === me().id ? 'you' : person(id).real_name)).join(', ');
  const label = `${name}, ${users.length} ${users.length === 1 ? 'person' : 'people'}: ${who}`;
  return el(
    'button.reaction',
    {
      'aria-pressed': String(mine),
      'aria-label': label,
      'data-spot': `${message.ts} reaction ${name}`,
      title: `${who} reacted with :${name}:`,
      onclick: () => react(message, name),
    },
    el('span.emoji', EMOJI.get(name) ?? `:${name}:`),
    String(users.length),
  );
}

export function react(message, name) {
  const remove = message.reactions?.some((one) => one.name === name && one.users.includes(me().id)) ?? false;
  return tell('react', { channel: message.channel, ts: message.ts, name, remove });
}

export function threadSummary(message) {
  if (!message.reply_count) return null;
  const last = dateOf(message.latest_reply ?? message.ts);
  const when = `Last reply ${nearDay(last)?.toLowerCase() ?? mediumDay(last)} at ${clockTime(last)}`;
  const faces = (message.reply_users ?? []).slice(0, 4).map((id) => avatar(person(id), 'tiny'));
  return el(
    'button.thread-summary',
    { 'data-spot': `${message.ts} thread`, onclick: () => go({ thread: message.ts }) },
    faces,
    el('b', repliesIn(message.reply_count)),
    el('span', when),
  );
}

export const repliesIn = (count) => `${count} ${count === 1 ? 'reply' : 'replies'}`;
