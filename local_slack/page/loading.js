// Loading each part of the page. What arrives after the person has moved on is dropped.

import { drawComposer } from './composer.js';
import { read } from './control.js';
import { drawMessages } from './messages.js';
import { drawHome, drawModal } from './modals.js';
import { drawPlace, drawSidebar } from './sidebar.js';
import { drawThread, threadKey } from './thread.js';
import { drawTop, setNow } from './top_bar.js';
import { firstPlace, here, page } from './workspace.js';

export async function loadState() {
  const asked = page.as;
  const found = await read('state');
  if (asked !== page.as) return;
  const outsider = found.me.is_guest || found.me.is_external; // who sees no channel but their own
  page.workspace = { ...found, channels: found.channels.filter((one) => one.is_member || !outsider) };
  page.as ||= found.me.name;
  if (!here()) page.channel = firstPlace().id;
  setNow(found.now);
  drawTop();
  drawSidebar();
  drawPlace();
  drawComposer();
}

export async function loadMessages() {
  const asked = [page.as, page.channel].join();
  const { messages } = await read('messages', { channel: page.channel });
  if (asked !== [page.as, page.channel].join()) return;
  page.messages = messages;
  if (page.unread && messages.length) page.newest = messages.at(-Math.min(page.unread, messages.length)).ts;
  page.unread = 0;
  drawMessages();
}

export async function loadThread() {
  const asked = threadKey();
  const replies = page.thread
    ? (await read('thread', { channel: page.channel, ts: page.thread })).messages
    : [];
  if (asked !== threadKey()) return;
  page.replies = replies;
  drawThread();
}

export async function loadViews() {
  const asked = page.as;
  const { modals, home } = await read('views');
  if (asked !== page.as) return;
  Object.assign(page, { modals, home });
  drawModal();
  drawHome();
}
