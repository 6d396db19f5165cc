// The pane beside it with one thread.

import { composer } from './composer.js';
import { repliesIn } from './message_body.js';
import { rowsOf } from './message_row.js';
import { reachable, stayAtEnd } from './messages.js';
import { go } from './navigation.js';
import { byId, el, iconButton } from './nodes.js';
import { arrowsMoveIn, keepInStep } from './redraw.js';
import { atHome, here, page, titleOf } from './workspace.js';

export function drawThread() {
  const pane = byId('thread');
  pane.hidden = !page.thread || atHome();
  if (pane.hidden) return pane.replaceChildren();
  if (pane.dataset.thread !== threadKey()) openThread(pane);
  const list = pane.querySelector('.messages');
  keepInStep(list, threadRows());
  reachable(list);
}

export const threadKey = () => [page.as, page.channel, page.thread].join(' ');

function openThread(pane) {
  pane.dataset.thread = threadKey();
  const close = iconButton('close', 'Close thread', () => go({ thread: '' }));
  const list = el('div.messages', { role: 'log', 'aria-live': 'polite', 'aria-label': 'Replies' });
  arrowsMoveIn(list, '.message');
  stayAtEnd(list);
  pane.replaceChildren(
    el('header.place', el('h2', 'Thread'), el('span.topic', here() ? titleOf(here()) : ''), close),
    list,
    el('div.foot', composer(page.thread)),
  );
  pane.querySelector('textarea').focus();
}

function threadRows() {
  const [root, ...replies] = rowsOf(page.replies, true);
  const label = repliesIn(page.replies.length - 1);
  const divider = { key: 'count', signature: label, draw: () => el('div.divider.count', el('span', label)) };
  return root ? [root, ...(replies.length ? [divider, ...replies] : [])] : [];
}
