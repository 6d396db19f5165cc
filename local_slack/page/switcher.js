// The quick way to a conversation, or into somebody else's place.

import { personItem, placeIcon } from './avatar.js';
import { actAs, go } from './navigation.js';
import { byId, icon } from './nodes.js';
import { PickList, matching, searchField } from './pick_list.js';
import { isApp, page } from './workspace.js';

export function openSwitcher() {
  const dialog = byId('switcher');
  const field = searchField('Jump to');
  const list = new PickList('Conversations and people', field);
  const leave = (action) => () => {
    dialog.close();
    action();
  };
  const show = () => list.show(matching(destinations(leave), field.value).slice(0, 40));
  field.placeholder = 'Jump to a channel or person, or act as somebody';
  field.addEventListener('input', show);
  field.addEventListener('keydown', (event) => list.onKey(event));
  dialog.replaceChildren(field, list.node);
  if (!dialog.open) dialog.showModal();
  show();
}

function destinations(leave) {
  const { channels, dms, people } = page.workspace;
  const to = (target) => leave(() => go({ thread: '', tab: 'messages', ...target }));
  const app = dms.filter(isApp).flatMap((one) => [
    {
      label: `${one.name}: Home`,
      group: 'App',
      lead: icon('home'),
      pick: to({ channel: one.id, tab: 'home' }),
    },
    { label: `${one.name}: Messages`, group: 'App', lead: icon('reply'), pick: to({ channel: one.id }) },
  ]);
  const places = channels.map((one) => ({
    label: one.name,
    group: 'Channels',
    lead: placeIcon(one),
    pick: to({ channel: one.id }),
  }));
  const others = people.filter((one) => !one.is_bot && one.name !== page.as);
  const talks = others.map((one) => ({
    ...personItem(one),
    group: 'Direct messages',
    pick: to({ channel: `@${one.name}` }),
  }));
  const roles = others.map((one) => ({
    ...personItem(one),
    label: `Act as ${one.real_name}`,
    group: 'Act as',
    pick: leave(() => actAs(one.name)),
  }));
  return [...app, ...places, ...talks, ...roles];
}
