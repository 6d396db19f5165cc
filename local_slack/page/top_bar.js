// The workspace's time, the switcher's button, the inspector's, and who is acting.

import { avatar, personItem } from './avatar.js';
import { tell, whileBusy } from './control.js';
import { clockTime, inZone, now } from './dates.js';
import { toggleInspector } from './inspector.js';
import { refresh } from './live.js';
import { actAs } from './navigation.js';
import { byId, el, icon } from './nodes.js';
import { menuOf, openMenu } from './pick_list.js';
import { keepInStep } from './redraw.js';
import { openSwitcher } from './switcher.js';
import { me, page } from './workspace.js';

export function drawTop() {
  const signature = JSON.stringify([me(), page.workspace.team]);
  keepInStep(byId('top'), [{ key: 'top', signature, draw: topRow }]);
  drawClock();
}

function topRow() {
  const search = el(
    'button.jump',
    { onclick: openSwitcher },
    icon('search'),
    `Search ${page.workspace.team.name}`,
    el('kbd', 'Ctrl K'),
  );
  const inspect = el(
    'button.top-button',
    { id: 'inspect', 'aria-pressed': String(!byId('inspector').hidden), onclick: toggleInspector },
    icon('inspect'),
    'Inspector',
  );
  return el('div.top-row', el('div.clock', clockButtons()), search, el('div.top-end', inspect, actingButton()));
}

function actingButton() {
  const one = me();
  const attributes = {
    'aria-haspopup': 'listbox',
    'aria-label': `Acting as ${one.real_name}`,
    onclick: () => choosePerson(node),
  };
  const words = el('span', el('small', 'Acting as'), el('b', one.real_name));
  const node = el('button.acting', attributes, avatar(one, 'small'), words, icon('down'));
  return node;
}

function choosePerson(anchor) {
  const rank = (one) => Number(Boolean(one.is_external)) * 2 + Number(Boolean(one.is_guest));
  const company = (one) =>
    one.is_external ? (one.team_name ?? 'Another company') : one.is_guest ? 'Guests' : page.workspace.team.name;
  const people = page.workspace.people
    .filter((one) => !one.is_bot)
    .sort((one, other) => rank(one) - rank(other));
  const item = (one) => ({
    ...personItem(one),
    group: company(one),
    selected: one.name === page.as,
    pick: () => actAs(one.name),
  });
  openMenu(anchor, 'Act as', menuOf(people.map(item)), { search: true, kind: 'wide' });
}

function clockButtons() {
  const move = (label, body) =>
    el(
      'button.top-button',
      {
        title: `Move the workspace's time: ${label}`,
        onclick: (event) => whileBusy(event.currentTarget, () => moveClock(body)),
      },
      label,
    );
  const time = el('time', { id: 'clock', 'aria-label': 'Workspace time' });
  return [
    icon('clock'),
    time,
    move('+5 min', { advance_minutes: 5 }),
    move('+1 h', { advance_minutes: 60 }),
    move('Next morning', { to: 'next_morning' }),
  ];
}

/** Done once the time has moved: whoever presses again while the page catches up means it. */
async function moveClock(body) {
  setNow((await tell('clock', body)).now);
  refresh('state', 'messages', 'thread', 'views');
}

export function setNow(iso) {
  page.ahead = Date.parse(iso) - Date.now();
  drawClock();
}

export function drawClock() {
  const time = byId('clock');
  if (time)
    time.textContent = `${inZone(now(), { weekday: 'short', month: 'short', day: 'numeric' })}, ${clockTime(now())}`;
}
