// The open conversation.

import { avatar } from './avatar.js';
import { rowsOf } from './message_row.js';
import { byId, el } from './nodes.js';
import { keepInStep } from './redraw.js';
import { atHome, here, page, person, signOf } from './workspace.js';

export function drawMessages() {
  const list = byId('messages');
  list.hidden = atHome();
  byId('home').hidden = !atHome();
  byId('composer').hidden = atHome();
  keepInStep(list, [beginning(), ...rowsOf(page.messages, false)]);
  reachable(list);
}

/** Keeps the newest message in view while it is: when messages come or grow and when there is less room. */
export function stayAtEnd(list) {
  let atEnd = true;
  const toEnd = () => {
    if (atEnd) list.scrollTop = list.scrollHeight;
  };
  list.addEventListener('scroll', () => {
    atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
  });
  new MutationObserver(toEnd).observe(list, { childList: true, subtree: true });
  new ResizeObserver(toEnd).observe(list);
}

/** Lets Tab reach the last message; arrows reach the others. */
export function reachable(list) {
  const rows = list.querySelectorAll('.message');
  rows.forEach((row, at) => row.setAttribute('tabindex', at === rows.length - 1 ? 0 : -1));
}

function beginning() {
  const place = here();
  const name = signOf(place);
  return { key: 'beginning', signature: `${name} ${page.as}`, draw: () => drawBeginning(place, name) };
}

function drawBeginning(place, name) {
  const words = place.user
    ? `This conversation is just between ${name} and you.`
    : `This is the very beginning of the ${name} channel.`;
  return el(
    'div.beginning',
    place.user && avatar(person(place.user), 'big'),
    el('h2', name),
    el('p', words, ' ', place.topic ?? ''),
  );
}
