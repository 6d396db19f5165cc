// What can be done with a message.

import { confirmed } from './confirm.js';
import { tell, tellApp } from './control.js';
import { EMOJI } from './emoji.js';
import { react } from './message_body.js';
import { go } from './navigation.js';
import { el, icon, iconButton } from './nodes.js';
import { emojiMenu, menuOf, openMenu } from './pick_list.js';
import { unescaped } from './references.js';
import { me, page } from './workspace.js';

const QUICK_REACTIONS = ['white_check_mark', 'eyes', 'raised_hands'];

export function toolbar(message, inThread) {
  if (message.ephemeral) return null;
  const menu = () => openMenu(more, 'More actions', menuOf(messageActions(message)), { role: 'menu' });
  const spot = (name) => ({ 'data-spot': `${message.ts} ${name}` });
  const more = iconButton('more', 'More actions', menu, { 'aria-haspopup': 'menu', ...spot('more') });
  const smile = iconButton(
    'smile',
    'Add reaction',
    () => emojiMenu(smile, (name) => react(message, name)),
    spot('react'),
  );
  const answer = () => go({ thread: rootOf(message) });
  const reply = !inThread && iconButton('reply', 'Reply in thread', answer, spot('reply'));
  const quick = QUICK_REACTIONS.map((name) => quickReaction(message, name));
  return el('div.toolbar', { role: 'toolbar', 'aria-label': 'Message actions' }, quick, smile, reply, more);
}

function quickReaction(message, name) {
  const attributes = {
    'aria-label': `React with ${name}`,
    title: `:${name}:`,
    'data-spot': `${message.ts} react ${name}`,
    onclick: () => react(message, name),
  };
  return el('button.icon-button', attributes, EMOJI.get(name));
}

const rootOf = (message) => message.thread_ts ?? message.ts;

export const mine = (message) => message.author.id === me().id;

function messageActions(message) {
  const target = { channel: message.channel, ts: message.ts };
  const shortcuts = page.workspace.shortcuts.filter((one) => one.type === 'message');
  const app = { detail: page.workspace.bot.real_name, lead: icon('bolt'), group: 'Shortcuts' };
  const thread = { label: 'Reply in thread', lead: icon('reply'), pick: () => go({ thread: rootOf(message) }) };
  return [
    thread,
    ...shortcuts.map((one) => ({ ...app, label: one.name, pick: () => runShortcut(one, target) })),
    ...(mine(message) ? ownActions(message) : []),
  ];
}

const ownActions = (message) => [
  { label: 'Edit message', group: 'Your message', pick: () => editMessage(message) },
  { label: 'Delete message', group: 'Your message', danger: true, pick: () => deleteMessage(message) },
];

export const runShortcut = (shortcut, target = {}) =>
  tellApp('shortcut', { callback_id: shortcut.callback_id, ...target });

async function deleteMessage({ channel, ts }) {
  const words = {
    title: 'Delete message',
    text: 'Are you sure you want to delete this message? This cannot be undone.',
    confirm: 'Delete',
    deny: 'Cancel',
    style: 'danger',
  };
  if (await confirmed(words)) await tell('delete', { channel, ts });
}

export function editMessage(message) {
  const box = el('textarea.field', { 'aria-label': 'Edit message', rows: 2 }, unescaped(message.text));
  const leave = () => editor.remove();
  const save = async () => {
    await tell('edit', { channel: message.channel, ts: message.ts, text: box.value });
    leave();
  };
  const cancel = el('button.button', { onclick: leave }, 'Cancel');
  const editor = el('div.editor', box, cancel, el('button.button.primary', { onclick: save }, 'Save'));
  box.addEventListener('keydown', (event) => editorKey(event, save, leave));
  document.querySelector(`.message[data-ts="${message.ts}"] .words`).append(editor);
  setTimeout(() => box.focus()); // after the menu has given the focus back
}

function editorKey(event, save, leave) {
  event.stopPropagation();
  if (event.key === 'Escape') leave();
  if (event.key !== 'Enter' || event.shiftKey) return;
  event.preventDefault();
  save();
}

/** With the focus on a message: T opens its thread, R reacts, E edits. */
export function messageKey(message, inThread) {
  const doing = {
    t: () => !inThread && go({ thread: rootOf(message) }),
    r: (row) => emojiMenu(row, (name) => react(message, name)),
    e: () => mine(message) && editMessage(message),
  };
  return (event) => {
    const modified = event.ctrlKey || event.metaKey || event.altKey;
    if (event.target !== event.currentTarget || modified || !doing[event.key]) return;
    event.preventDefault();
    doing[event.key](event.currentTarget);
  };
}
