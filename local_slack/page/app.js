// The page of the local workspace, where one person plays everybody. It asks the control API for what is there, draws it, and
// asks again when the event stream says that something changed. Plain modules: no build step, nothing from elsewhere.
// What people typed only ever becomes text nodes.

import { drawComposer } from './composer.js';
import { tell, toast } from './control.js';
import { watchHands } from './hands.js';
import { loadInspector, toggleInspector } from './inspector.js';
import { listen, loadWith, refresh } from './live.js';
import { loadMessages, loadState, loadThread, loadViews } from './loading.js';
import { drawMessages, stayAtEnd } from './messages.js';
import { closeModal } from './modals.js';
import { fromAddress, go, onArrival } from './navigation.js';
import { byId } from './nodes.js';
import { arrowsMoveIn } from './redraw.js';
import { drawPlace, drawSidebar } from './sidebar.js';
import { openSwitcher } from './switcher.js';
import { drawClock } from './top_bar.js';
import { firstPlace, here, isApp, me, page } from './workspace.js';

async function arrive(target) {
  const before = { as: page.as, channel: page.channel, tab: page.tab };
  Object.assign(page, target);
  if (before.as !== page.as) {
    listen();
    await refresh('state', 'views');
  }
  if (!here()) lost();
  page.channel = here().id;
  if (before.as !== page.as || before.channel !== page.channel) leaveConversation();
  const elsewhere = before.channel !== page.channel || before.tab !== page.tab;
  drawPlace();
  drawSidebar();
  drawComposer();
  drawMessages();
  if (elsewhere) readyToWrite();
  if (isApp(here())) await tell('home', { tab: page.tab });
  await refresh('messages', 'thread', 'views');
  if (elsewhere) showNewest();
  await refresh('state');
}

function lost() {
  toast(`${me().real_name} sees no conversation “${page.channel}”.`);
  page.channel = firstPlace().id;
}

function leaveConversation() {
  Object.assign(page, { messages: [], newest: '', unread: here()?.unread ?? 0 });
  byId('messages').replaceChildren();
}

function showNewest() {
  byId('messages').scrollTop = byId('messages').scrollHeight;
}

/** At once, and not when all has been loaded: by then the person may have gone on to something else. */
function readyToWrite() {
  if (!page.thread) document.querySelector('#composer:not([hidden]) textarea')?.focus();
}

function escapeKey(event) {
  const elsewhere = event.defaultPrevented || document.querySelector('dialog[open], .popover:popover-open');
  if (event.key !== 'Escape' || elsewhere) return;
  if (page.thread) go({ thread: '' });
  else if (!byId('inspector').hidden) toggleInspector();
}

function pageKeys(event) {
  const command = event.ctrlKey || event.metaKey;
  if (command && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    openSwitcher();
  }
  escapeKey(event);
}

function wire() {
  watchHands();
  loadWith({
    state: loadState,
    messages: loadMessages,
    thread: loadThread,
    views: loadViews,
    inspector: loadInspector,
  });
  onArrival(arrive);
  arrowsMoveIn(byId('sidebar'), 'a');
  arrowsMoveIn(byId('messages'), '.message');
  stayAtEnd(byId('messages'));
  addEventListener('keydown', pageKeys);
  addEventListener('popstate', () => arrive(fromAddress()));
  byId('modal').addEventListener('cancel', (event) => {
    event.preventDefault();
    closeModal(page.modals.at(-1));
  });
  setInterval(drawClock, 5000);
}

async function start() {
  wire();
  const wanted = fromAddress();
  page.as = wanted.as;
  await refresh('state');
  if (!page.workspace.me) {
    page.as = ''; // nobody here has that name
    await refresh('state');
  }
  listen();
  const arrived = arrive({ ...wanted, as: page.as, channel: wanted.channel || page.channel });
  readyToWrite();
  await arrived;
  showNewest();
}

start();
