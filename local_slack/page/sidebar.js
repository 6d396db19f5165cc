// The list of conversations, and the head of the open one.

import { placeIcon } from './avatar.js';
import { addressOf, followed, go } from './navigation.js';
import { byId, el } from './nodes.js';
import { keepInStep } from './redraw.js';
import { here, isApp, me, page, person, signOf, titleOf } from './workspace.js';

export function drawSidebar() {
  const { workspace } = page;
  const app = workspace.dms.find(isApp);
  const people = workspace.dms.filter((one) => !isApp(one));
  const sections = [
    ['Apps', app ? [app] : []],
    ['Channels', workspace.channels.filter((one) => one.is_member)],
    ['Direct messages', people],
    ['Other channels', workspace.channels.filter((one) => !one.is_member)],
  ];
  const rows = sections
    .filter(([, places]) => places.length)
    .flatMap(([title, places]) => [sectionTitle(title), ...places.map(placeItem)]);
  const head = {
    key: 'head',
    signature: workspace.team.name,
    draw: () => el('div.team', el('b', workspace.team.name), el('small', 'local workspace')),
  };
  keepInStep(byId('sidebar'), [head, ...rows]);
}

const sectionTitle = (title) => ({ key: title, signature: title, draw: () => el('h2', title) });

function placeItem(place) {
  const open = here()?.id === place.id;
  return {
    key: place.id,
    signature: JSON.stringify([place, open, page.as]),
    draw: () => placeLink(place, open),
  };
}

function placeLink(place, open) {
  const target = isApp(place)
    ? { channel: place.id, tab: page.workspace.home_enabled ? 'home' : 'messages' }
    : { channel: place.id };
  const unread = !open && place.is_member !== false && place.unread > 0;
  const count = unread && el('span.unread-count', String(place.unread), el('span.unseen', ' unread'));
  return el(
    'a',
    {
      href: addressOf(target),
      class: unread ? 'unread' : null,
      'aria-current': open ? 'page' : null,
      'data-spot': place.id,
      onclick: followed({ thread: '', tab: 'messages', ...target }),
    },
    placeIcon(place),
    el('span.name', titleOf(place)),
    place.is_ext_shared && el('span.badge', 'Shared'),
    count,
  );
}

export function drawPlace() {
  const place = here();
  if (!place) return byId('place').replaceChildren();
  const title = el('h1', placeIcon(place), titleOf(place));
  const about = place.user ? person(place.user).title : place.topic;
  const item = {
    key: place.id,
    signature: JSON.stringify([place.id, titleOf(place), about, page.tab, page.as]),
    draw: () =>
      el(
        'div.place-row',
        title,
        isApp(place) && page.workspace.home_enabled && appTabs(),
        el('span.topic', about ?? ''),
      ),
  };
  keepInStep(byId('place'), [item]);
  document.title = [signOf(place), me().real_name, page.workspace.team.name].join(' – ');
}

function appTabs() {
  const tab = (name, label) =>
    el(
      'button',
      {
        role: 'tab',
        'aria-selected': String(page.tab === name),
        'data-spot': `tab ${name}`,
        onclick: () => go({ tab: name, thread: '' }),
      },
      label,
    );
  return el(
    'div',
    { role: 'tablist', class: 'tabs', 'aria-label': 'App' },
    tab('home', 'Home'),
    tab('messages', 'Messages'),
  );
}
