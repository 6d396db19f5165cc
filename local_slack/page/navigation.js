// Where one is stands in the address, so that it can be linked to and the browser's back works.

import { conversation, page, person } from './workspace.js';

/** The page's address when it shows `target`; what is not given stays as it is. */
export function addressOf(target) {
  const { as, channel, tab, thread } = { ...page, ...target };
  const place = conversation(channel);
  const name = place && (place.user ? `@${person(place.user).name}` : place.name);
  const shown = {
    as,
    channel: name || channel,
    tab: tab === 'home' ? tab : '',
    thread: target.channel ? '' : thread,
  };
  return `?${new URLSearchParams(Object.entries(shown).filter(([, value]) => value))}`;
}

export function fromAddress() {
  const query = new URLSearchParams(location.search);
  const given = (name) => query.get(name) ?? '';
  return {
    as: given('as'),
    channel: given('channel'),
    tab: given('tab') || 'messages',
    thread: given('thread'),
  };
}

let arrived = async () => {};

/** Who draws the page after a change of place. */
export const onArrival = (listener) => {
  arrived = listener;
};

export async function go(target) {
  history.pushState(null, '', addressOf(target));
  await arrived(target);
}

/** A click handler that goes to `target` within the page, unless the person wants a new tab. */
export const followed = (target) => (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(target);
};

export const actAs = (name) => go({ as: name, thread: '' });
