// Loading each part of the page. What arrives after the person has moved on is dropped, and nothing is drawn under their hand.

import { drawComposer } from './composer.js';
import { read } from './control.js';
import { handsOff } from './hands.js';
import { drawMessages } from './messages.js';
import { drawHome, drawModal } from './modals.js';
import { drawPlace, drawSidebar } from './sidebar.js';
import { drawThread, threadKey } from './thread.js';
import { drawTop, setNow } from './top_bar.js';
import { firstPlace, here, page } from './workspace.js';

export async function loadState() {
  const asked = page.as;
  const found = await read('state');
  await handsOff();
  if (asked !== page.as) return;
  page.workspace = found;
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
  await handsOff();
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
  await handsOff();
  if (asked !== threadKey()) return;
  page.replies = replies;
  drawThread();
}

export async function loadViews() {
  const asked = page.as;
  const { modals, home } = await read('views');
  await handsOff();
  if (asked !== page.as) return;
  Object.assign(page, { modals, home });
  drawModal();
  drawHome();
}
