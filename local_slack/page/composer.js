// Where a person writes.

import { suggest } from './completions.js';
import { tell, tellApp } from './control.js';
import { editMessage, mine, runShortcut } from './message_menu.js';
import { byId, el, icon, iconButton } from './nodes.js';
import { PickList, emojiMenu, menuOf, openMenu } from './pick_list.js';
import { here, page, signOf } from './workspace.js';

const drafts = new Map();

/** Where a person writes: into the open conversation, or into the thread of `threadTs`. */
export function composer(threadTs = '') {
  const draft = `${page.as} ${page.channel} ${threadTs}`;
  const place = here();
  const label = threadTs ? 'Reply…' : `Message ${signOf(place)}`;
  const box = el(
    'textarea',
    {
      rows: 1,
      placeholder: label,
      'aria-label': threadTs ? 'Reply in thread' : label,
      'aria-autocomplete': 'list',
    },
    drafts.get(draft) ?? '',
  );
  const list = new PickList('Suggestions', box);
  const send = iconButton('send', 'Send', () => post(box, threadTs), { class: 'icon-button send' });
  const fit = () => {
    fitted(box);
    send.disabled = !box.value.trim();
    drafts.set(draft, box.value);
  };
  list.node.hidden = true;
  box.addEventListener('input', () => {
    fit();
    suggest(box, list);
  });
  box.addEventListener('blur', () => {
    list.node.hidden = true;
  });
  box.addEventListener('keydown', (event) => composerKey(event, box, list, threadTs));
  setTimeout(fit);
  return el('div.composer', list.node, box, el('div.tools', composerTools(box, threadTs), send));
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
    { label: 'Upload a text file', lead: icon('file'), group: 'Files', pick: () => chooseFile(threadTs) },
  ];
}

function chooseFile(threadTs) {
  const input = el('input', {
    type: 'file',
    onchange: async () => {
      const [file] = input.files;
      await tell('upload', {
        channel: page.channel,
        name: file.name,
        content: await file.text(),
        thread_ts: threadTs || undefined,
      });
    },
  });
  input.click();
}

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
  if (event.isComposing) return;
  if (!list.node.hidden) {
    if (list.onKey(event)) return;
    if (event.key === 'Escape') {
      list.node.hidden = true;
      event.stopPropagation();
      return;
    }
  }
  if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    post(box, threadTs);
  }
  if (event.key === 'ArrowUp' && !box.value) {
    event.preventDefault();
    editLast(threadTs);
  }
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
