// The ten kinds of select menu.

import { personItem } from './avatar.js';
import { tell } from './control.js';
import { plainText } from './mrkdwn.js';
import { el, icon } from './nodes.js';
import { matching, openMenu } from './pick_list.js';
import { standing } from './redraw.js';
import { SELECT_TYPE, changed, labelOf, spotMarks, stateKey, stateOf } from './surface.js';
import { conversation, page, personNamed, signOf, titleOf } from './workspace.js';

export const optionChoice = (option, group) => ({
  raw: option,
  id: option.value,
  label: plainText(option.text),
  detail: plainText(option.description),
  group: plainText(group),
});

const placeChoice = (one) => ({ raw: one.id, id: one.id, label: signOf(one) });

const choicesIn = (found) =>
  found.option_groups?.flatMap((group) => group.options.map((option) => optionChoice(option, group.label))) ??
  (found.options ?? []).map((option) => optionChoice(option));

const CHOICES = {
  static: (spot) => choicesIn(spot.element),
  external: async (spot, query) =>
    choicesIn(
      await tell('suggest', {
        container: spot.surface.container,
        block_id: spot.block.block_id,
        action_id: spot.element.action_id,
        value: query,
      }),
    ),
  users: () => page.workspace.people.map((one) => ({ ...personItem(one), raw: one.id, id: one.id })),
  conversations: () => [...page.workspace.channels, ...page.workspace.dms].map(placeChoice),
  channels: () => page.workspace.channels.filter((one) => !one.is_private).map(placeChoice),
};

export const choiceId = (raw) => raw?.value ?? raw;

function choiceLabel(raw) {
  if (raw?.text) return plainText(raw.text);
  const place = conversation(raw);
  return personNamed(raw)?.real_name ?? (place ? titleOf(place) : raw);
}

export const isSelect = (type) => SELECT_TYPE.test(type);

export function selectElement(spot) {
  const { type } = spot.element;
  const attributes = {
    role: 'combobox',
    'aria-haspopup': 'listbox',
    'aria-expanded': 'false',
    class: 'select',
  };
  const node = el('button', { ...attributes, ...spotMarks(spot) });
  const show = () => standing(node).replaceChildren(shownChoice(spot), icon('down'));
  const choose = (raw) => {
    const multi = type.startsWith('multi_');
    changed(
      spot,
      { [stateKey(type)]: multi ? toggled(chosenIn(spot), raw, spot.element.max_selected_items) : raw },
      node,
    );
    show();
    return multi && 'stay';
  };
  node.addEventListener('click', () =>
    openMenu(node, labelOf(spot), (query) => selectItems(spot, query, choose), { search: true, kind: 'wide' }),
  );
  show();
  return node;
}

const chosenIn = (spot) => [stateOf(spot)[stateKey(spot.element.type)] ?? []].flat();

function shownChoice(spot) {
  const chosen = chosenIn(spot).map(choiceLabel).join(', ');
  const placeholder = plainText(spot.element.placeholder) || 'Select an option';
  return el('span', { class: chosen ? '' : 'placeholder' }, chosen || placeholder);
}

async function selectItems(spot, query, choose) {
  const [, , kind] = SELECT_TYPE.exec(spot.element.type);
  const choices = await CHOICES[kind](spot, query);
  const fitting = kind === 'external' ? choices : matching(choices, query);
  const picked = new Set(chosenIn(spot).map(choiceId));
  return fitting.map((choice) => ({
    ...choice,
    selected: picked.has(choice.id),
    pick: () => choose(choice.raw),
  }));
}

export function toggled(chosen, raw, most = Infinity) {
  const without = chosen.filter((one) => choiceId(one) !== choiceId(raw));
  return without.length < chosen.length ? without : [...chosen, raw].slice(0, most);
}
