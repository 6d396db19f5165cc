// People and places in little: initials on their colour, a sign before a name.

import { el, icon } from './nodes.js';
import { person } from './workspace.js';

const initials = (name) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word[0] ?? '')
    .join('')
    .toUpperCase();

export function avatar(one, size = '') {
  const attributes = { class: `avatar ${size}`, tint: one.color && `#${one.color}`, 'aria-hidden': 'true' };
  return el('span', attributes, initials(one.real_name || one.name));
}

/** A person in a list to pick from. */
export const personItem = (one) => ({
  label: one.real_name,
  detail: one.title,
  keywords: one.name,
  lead: avatar(one, 'tiny'),
});

export const placeIcon = (place) =>
  place.user ? avatar(person(place.user), 'tiny') : icon(place.is_private ? 'lock' : 'hash');
