// Staying up to date: the event stream names what changed, and each part is loaded and drawn anew.

import { toast } from './control.js';
import { page } from './workspace.js';

let loaders = {};

/** The functions that load and draw the parts of the page, by the parts' names. */
export const loadWith = (given) => {
  loaders = given;
};

const stale = new Set();

let refreshing = null;

/** Loads and redraws the named parts; calls that come while it runs are served together afterwards. */
export function refresh(...parts) {
  parts.forEach((part) => stale.add(part));
  document.body.ariaBusy = 'true';
  refreshing ??= catchUp().finally(() => {
    refreshing = null;
    document.body.ariaBusy = null;
  });
  return refreshing;
}

async function catchUp() {
  while (stale.size) {
    const parts = [...stale];
    stale.clear();
    for (const part of parts) await loaders[part]().catch((error) => toast(error.message));
  }
}

let events = null;

const HEARD = {
  message: ['messages', 'thread', 'state'], // fetching messages counts as reading them: the unread marks come after
  ephemeral: ['messages', 'thread'],
  view: ['views'],
  home: ['views'],
  envelope: ['inspector'],
  call: ['inspector'],
  clock: ['state', 'messages', 'thread', 'views'],
  state: ['state', 'messages', 'inspector'],
};

export function listen() {
  events?.close();
  events = new EventSource(`/local/events?${new URLSearchParams({ as: page.as })}`);
  for (const [name, parts] of Object.entries(HEARD))
    events.addEventListener(name, (event) => {
      heard(name, JSON.parse(event.data || '{}'));
      refresh(...parts);
    });
  events.onerror = () => document.body.classList.add('offline');
  // What happened before the stream stood was told to nobody: also between the first load and the first stream.
  events.onopen = () => {
    document.body.classList.remove('offline');
    refresh(...Object.keys(loaders));
  };
}

/** An envelope is told of again when it is acknowledged: it is read again from there. */
function heard(name, { n }) {
  const rows = { envelope: 'envelopes', call: 'calls' }[name];
  if (rows && n) page.inspector.since[rows] = Math.min(page.inspector.since[rows], n - 1);
}
