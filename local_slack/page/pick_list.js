// Lists to pick from: menus, selects, suggestions and the switcher are all this one list.

import { EMOJI } from './emoji.js';
import { handsOff } from './hands.js';
import { runsOf } from './inline.js';
import { el, icon, newId } from './nodes.js';
import { standing } from './redraw.js';

/** A listbox (or menu) steered by the keys of `owner`, which keeps the focus. Items: {label, detail, lead, group, selected, danger, pick}. */
export class PickList {
  constructor(label, owner, role = 'listbox') {
    this.id = newId('list');
    this.owner = owner;
    this.itemRole = role === 'menu' ? 'menuitem' : 'option';
    owner.setAttribute('aria-controls', this.id);
    const keepFocus = (event) => event.preventDefault();
    this.node = el('div.pick-list', { id: this.id, role, 'aria-label': label, onmousedown: keepFocus });
  }

  show(items) {
    this.items = items;
    this.node.replaceChildren(
      ...runsOf(items, (item) => item.group ?? '').flatMap(([group, run]) => this.section(group, run)),
    );
    if (!items.length) this.node.append(el('p.nothing', 'Nothing found.'));
    this.mark(
      Math.max(
        0,
        items.findIndex((item) => item.selected),
      ),
    );
  }

  section(group, items) {
    const heading = group && el('div.pick-group', { role: 'presentation' }, group);
    return [heading, ...items.map((item) => this.row(item))].filter(Boolean);
  }

  row(item) {
    const picked = this.itemRole === 'option' ? String(Boolean(item.selected)) : null;
    const attributes = {
      id: newId('item'),
      role: this.itemRole,
      class: item.danger ? 'danger' : null,
      'aria-selected': picked,
      onclick: () => item.pick(),
    };
    const words = el('span.pick-label', item.label, item.detail && el('small', item.detail));
    return el('div', attributes, item.lead, words, item.selected && icon('check'));
  }

  mark(index) {
    const rows = this.node.querySelectorAll(`[role=${this.itemRole}]`);
    this.active = Math.min(Math.max(index, 0), rows.length - 1);
    rows.forEach((row, at) => row.classList.toggle('active', at === this.active));
    this.owner.setAttribute('aria-activedescendant', rows[this.active]?.id ?? '');
    rows[this.active]?.scrollIntoView({ block: 'nearest' });
  }

  /** True when the key was meant for the list. */
  onKey(event) {
    const step = {
      ArrowDown: this.active + 1,
      ArrowUp: this.active - 1,
      PageDown: this.active + 8,
      PageUp: this.active - 8,
    }[event.key];
    const chosen = event.key === 'Enter' || event.key === 'Tab' ? this.items[this.active] : null;
    if (step === undefined && !chosen) return false;
    event.preventDefault();
    event.stopPropagation();
    if (chosen) chosen.pick();
    else this.mark(step);
    return true;
  }
}

export const matching = (items, query) =>
  items.filter((item) =>
    `${item.label} ${item.detail ?? ''} ${item.keywords ?? ''}`.toLowerCase().includes(query.toLowerCase()),
  );

/**
 * Opens a list under `anchor`. `find(query)` gives the items, perhaps later; with `search` there is a field to filter by.
 * A picked item closes the list unless its `pick` returns 'stay'.
 */
export async function openMenu(anchor, label, find, { search = false, role = 'listbox', kind = '' } = {}) {
  const owner = search
    ? searchField(label)
    : el('div.keys', { tabindex: 0, 'aria-label': label, role: 'group' });
  const list = new PickList(label, owner, role);
  const box = popover(anchor, kind, owner, list.node);
  const picked = (item) => (item.pick() === 'stay' ? show() : box.hidePopover());
  const show = async () => {
    const query = owner.value ?? '';
    const items = await find(query);
    await handsOff();
    if (query !== (owner.value ?? '')) return; // the answer to what was typed since is on its way, or there already
    list.show(items.map((item) => ({ ...item, pick: () => picked(item) })));
  };
  owner.addEventListener('input', show);
  owner.addEventListener('keydown', (event) => list.onKey(event));
  await show();
  beside(box, anchor, owner);
}

/** An open box of its own layer; in a dialog it belongs to that, for all else is out of reach. */
function popover(anchor, kind, ...content) {
  const box = el('div', { class: `popover ${kind}`, popover: 'auto' }, content);
  box.addEventListener('toggle', (event) => event.newState === 'closed' && closed(box, anchor));
  (anchor.closest('dialog') ?? document.body).append(box);
  anchor.setAttribute('aria-expanded', 'true');
  box.showPopover();
  return box;
}

export function searchField(label) {
  return el('input.search', {
    type: 'text',
    role: 'combobox',
    'aria-expanded': 'true',
    'aria-label': `${label}: filter`,
    placeholder: 'Search',
    autocomplete: 'off',
  });
}

function closed(box, anchor) {
  const place = standing(anchor);
  place.setAttribute('aria-expanded', 'false');
  if (box.contains(document.activeElement) || document.activeElement === document.body) place.focus();
  box.remove();
}

/** Puts `box` under `anchor`, or above where there is no room. */
function beside(box, anchor, owner) {
  const around = anchor.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const above = around.bottom + height + 8 > innerHeight;
  box.style.top = `${Math.max(8, above ? around.top - height - 4 : around.bottom + 4)}px`;
  box.style.left = `${Math.max(8, Math.min(around.left, innerWidth - width - 8))}px`;
  owner.focus();
}

export const menuOf = (items) => async (query) => matching(items, query);

export function emojiMenu(anchor, pick) {
  const once = new Map([...EMOJI].reverse().map(([name, character]) => [character, name])); // some have several names
  const items = [...once]
    .reverse()
    .map(([character, name]) => ({ label: name, lead: el('span.emoji', character), pick: () => pick(name) }));
  return openMenu(anchor, 'Emoji', menuOf(items), { search: true, kind: 'emojis' });
}
