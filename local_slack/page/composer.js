// Where a person writes.

import { suggest } from './completions.js';
import { attach, tell, tellApp } from './control.js';
import { editMessage, mine, runShortcut } from './message_menu.js';
import { byId, el, icon, iconButton } from './nodes.js';
import { PickList, emojiMenu, menuOf, openMenu } from './pick_list.js';
import { here, page, signOf } from './workspace.js';

const drafts = new Map();

/** A composer for the open conversation, or for the thread of `threadTs`. */
export function composer(threadTs = '') {
  const box = writingBox(threadTs);
  const list = new PickList('Suggestions', box);
  const send = iconButton('send', 'Send', () => post(box, threadTs), { class: 'icon-button send' });
  const changed = () => {
    fitted(box);
    send.disabled = !box.value.trim();
    drafts.set(draftKey(threadTs), box.value);
  };
  list.node.hidden = true;
  box.addEventListener('input', changed);
  box.addEventListener('input', () => suggest(box, list));
  box.addEventListener('blur', () => list.node.setAttribute('hidden', ''));
  box.addEventListener('keydown', (event) => composerKey(event, box, list, threadTs));
  setTimeout(changed); // once it stands in the page
  return el('div.composer', list.node, box, el('div.tools', composerTools(box, threadTs), send));
}

const draftKey = (threadTs) => [page.as, page.channel, threadTs].join(' ');

function writingBox(threadTs) {
  const placeholder = threadTs ? 'Reply…' : `Message ${signOf(here())}`;
  const label = threadTs ? 'Reply in thread' : placeholder;
  const attributes = { rows: 1, placeholder, 'aria-label': label, 'aria-autocomplete': 'list' };
  return el('textarea', attributes, drafts.get(draftKey(threadTs)) ?? '');
}

function composerTools(box, threadTs) {
  const plus = iconButton(
    'plus',
    'Shortcuts and files',
    () => openMenu(plus, 'Shortcuts and files', menuOf(composerActions(threadTs)), { role: 'menu' }),
    { 'aria-haspopup': 'menu' },
  );
  const smile = iconButton('smile', 'Emoji', () => emojiMenu(smile, (name) => insert(box, `:${name}: `)));
  return [
    plus,
    smile,
    iconButton('at', 'Mention someone', () => insert(box, '@')),
    el('span.keys-hint', el('b', 'Enter'), ' to send, ', el('b', 'Shift+Enter'), ' for a new line'),
  ];
}

function composerActions(threadTs) {
  const shortcuts = page.workspace.shortcuts.filter((one) => one.type === 'global');
  const rows = shortcuts.map((one) => ({
    label: one.name,
    lead: icon('bolt'),
    group: 'Shortcuts',
    pick: () => runShortcut(one),
  }));
  return [
    ...rows,
    { label: 'Upload a file', lead: icon('file'), group: 'Files', pick: () => chooseFile(threadTs) },
  ];
}

function chooseFile(threadTs) {
  const input = el('input', { type: 'file', onchange: () => upload(input.files[0], threadTs) });
  input.click();
}

const upload = (file, threadTs) =>
  attach(file, { channel: page.channel, ...(threadTs && { thread_ts: threadTs }) });

function insert(box, text) {
  box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end');
  box.focus();
  box.dispatchEvent(new Event('input'));
}

function fitted(box) {
  if (!box.offsetParent) return; // hidden: there is nothing to measure
  box.style.height = 'auto';
  box.style.height = `${Math.min(box.scrollHeight, 240)}px`;
}

function composerKey(event, box, list, threadTs) {
  if (event.isComposing || (!list.node.hidden && suggestionKey(event, list))) return;
  if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    post(box, threadTs);
  } else if (event.key === 'ArrowUp' && !box.value) {
    event.preventDefault();
    editLast(threadTs);
  }
}

/** True when the key was meant for the suggestions. */
function suggestionKey(event, list) {
  if (event.key !== 'Escape') return list.onKey(event);
  list.node.hidden = true;
  event.stopPropagation();
  return true;
}

function editLast(threadTs) {
  const last = (threadTs ? page.replies : page.messages)
    .filter((message) => mine(message) && !message.ephemeral)
    .at(-1);
  if (last) editMessage(last);
}

async function post(box, threadTs) {
  const text = box.value.trim();
  if (!text) return;
  box.value = '';
  box.dispatchEvent(new Event('input'));
  try {
    await (text.startsWith('/')
      ? slash(text, threadTs)
      : tell('say', { channel: page.channel, text, thread_ts: threadTs || undefined }));
    endOf(box);
  } catch (error) {
    box.value = text;
    box.dispatchEvent(new Event('input'));
    throw error;
  }
}

function endOf(box) {
  const list = (box.closest('.thread') ?? byId('main')).querySelector('.messages');
  list.scrollTop = list.scrollHeight;
}

async function slash(line, threadTs) {
  const [, command, text] = /^(\S+)\s*([\s\S]*)$/.exec(line);
  if (threadTs) throw new Error(`${command} is not supported in threads. Use it in the conversation itself.`);
  if (!page.workspace.commands.some((one) => one.command === command))
    throw new Error(`${command} is not a command here. Start with a space to send it as a message.`);
  await tellApp('slash', { channel: page.channel, command, text });
}

export function drawComposer() {
  const foot = byId('composer');
  const place = here();
  const key = [page.as, page.channel, place?.is_member, place?.is_archived].join(' ');
  if (!place || foot.dataset.key === key) return;
  foot.dataset.key = key;
  foot.replaceChildren(
    place.is_archived ? archivedBar() : place.is_member === false ? joinBar(place) : composer(),
  );
}

const archivedBar = () =>
  el('div.join', el('p', 'This channel is archived. It can be read, but nothing can be added.'));

function joinBar(place) {
  return el(
    'div.join',
    el('p', 'You are looking at ', el('b', `#${place.name}`)),
    el('button.button.primary', { onclick: () => tell('join', { channel: place.id }) }, 'Join channel'),
  );
}
