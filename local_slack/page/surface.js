// Interactive elements stand in spots: a surface {key, container, blocks, state, errors}, a block on it, an element in that.

import { confirmed } from './confirm.js';
import { tellApp, whileBusy } from './control.js';
import { plainText } from './mrkdwn.js';

// What a person chose or typed is held here until it is submitted; it outlives a redraw as long as the ids stay the same.
export const held = new Map();

export const spotKey = (spot) => `${spot.surface.key}/${spot.block.block_id}/${spot.element.action_id}`;

export const stateOf = (spot) =>
  held.get(spotKey(spot)) ??
  spot.surface.state?.[spot.block.block_id]?.[spot.element.action_id] ??
  initialState(spot.element);

const HOLDS = {
  checkboxes: 'selected_options',
  radio_buttons: 'selected_option',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
  datetimepicker: 'selected_date_time',
  plain_text_input: 'value',
  email_text_input: 'value',
  url_text_input: 'value',
  number_input: 'value',
};

export const SELECT_TYPE = /^(multi_)?(static|external|users|conversations|channels)_select$/;

const SELECT_NOUNS = {
  static: 'option',
  external: 'option',
  users: 'user',
  conversations: 'conversation',
  channels: 'channel',
};

/** The key under which Slack's `state.values` has what was chosen or typed; undefined for an element without state. */
export function stateKey(type) {
  const [, multi, kind] = SELECT_TYPE.exec(type) ?? [];
  return kind ? `selected_${SELECT_NOUNS[kind]}${multi ? 's' : ''}` : HOLDS[type];
}

/** The element's part of `state.values` before anybody touches it; null where there is none. */
function initialState(element) {
  const key = stateKey(element.type);
  if (!key) return null;
  const initial = element[key === 'value' ? 'initial_value' : key.replace('selected', 'initial')];
  return { type: element.type, [key]: initial ?? (key.endsWith('s') ? [] : null) };
}

function elementsOf(block) {
  if (block.type === 'input') return [block.element];
  if (block.type === 'section') return block.accessory ? [block.accessory] : [];
  return block.type === 'actions' ? block.elements : [];
}

/** block_id -> action_id -> state of everything on the surface. */
export function valuesOf(surface) {
  const spots = surface.blocks.flatMap((block) =>
    elementsOf(block).map((element) => ({ surface, block, element })),
  );
  const values = {};
  for (const spot of spots)
    if (initialState(spot.element))
      (values[spot.block.block_id] ??= {})[spot.element.action_id] = stateOf(spot);
  return values;
}

/** Holds the new state and, where the app wants to know at once, tells it. */
export function changed(spot, state, node) {
  held.set(spotKey(spot), { type: spot.element.type, ...state });
  if (spot.block.type !== 'input' || spot.block.dispatch_action) act(spot, state, node);
}

export async function act(spot, state, node) {
  const { surface, block, element } = spot;
  if (element.confirm && !(await confirmed(element.confirm))) return;
  const where = { container: surface.container, block_id: block.block_id, action_id: element.action_id };
  await whileBusy(node, () => tellApp('action', { ...where, ...state, values: valuesOf(surface) }));
}

export const labelOf = ({ block, element }) =>
  plainText(block.label ?? element.placeholder ?? block.text) || element.action_id;

export const spotMarks = (spot) => ({
  'data-spot': spotKey(spot),
  autofocus: spot.element.focus_on_load,
  ...fieldMarks(spot),
});

function fieldMarks({ surface, block, element }) {
  if (block.type !== 'input')
    return {
      'aria-label': plainText(element.accessibility_label ?? element.placeholder ?? block.text) || null,
    };
  const wrong = Boolean(surface.errors?.[block.block_id]);
  return {
    'aria-label': plainText(block.label),
    'aria-required': String(!block.optional),
    'aria-invalid': String(wrong),
    'aria-describedby': wrong ? `error-${block.block_id}` : null,
  };
}
