// Fields to tick, set and write in.

import { dateOf, instantOf, wallTime } from './dates.js';
import { plainText, textOf } from './mrkdwn.js';
import { el, newId } from './nodes.js';
import { choiceId, toggled } from './selects.js';
import { act, changed, held, spotKey, spotMarks, stateKey, stateOf } from './surface.js';

function checks(spot, type, chosen, change) {
  const name = newId('choice');
  const selected = new Set(chosen.map(choiceId));
  const row = (option) => {
    const input = el('input', {
      type,
      name,
      value: option.value,
      checked: selected.has(option.value),
      onchange: (event) => change(option, event.target),
      'data-spot': `${spotKey(spot)}/${option.value}`,
    });
    return el(
      'label.check',
      input,
      el('span', textOf(option.text), option.description && el('small', textOf(option.description))),
    );
  };
  return el(
    'div.checks',
    { role: type === 'radio' ? 'radiogroup' : 'group', ...spotMarks(spot) },
    spot.element.options.map(row),
  );
}

export function checkboxes(spot) {
  const chosen = () => stateOf(spot).selected_options ?? [];
  return checks(spot, 'checkbox', chosen(), (option) =>
    changed(spot, { selected_options: toggled(chosen(), option) }),
  );
}

export function radioButtons(spot) {
  return checks(spot, 'radio', [stateOf(spot).selected_option ?? []].flat(), (option) =>
    changed(spot, { selected_option: option }),
  );
}

export const PICKERS = {
  datepicker: { input: 'date', from: (value) => value, to: (text) => text || null },
  timepicker: { input: 'time', from: (value) => value, to: (text) => text || null },
  datetimepicker: {
    input: 'datetime-local',
    from: (seconds) => seconds && wallTime(dateOf(seconds)),
    to: (text) => (text ? instantOf(text) : null),
  },
};

export function picker(spot) {
  const { input, from, to } = PICKERS[spot.element.type];
  const key = stateKey(spot.element.type);
  const onchange = (event) => changed(spot, { [key]: to(event.target.value) });
  return el('input', {
    type: input,
    class: 'field short',
    value: from(stateOf(spot)[key]),
    onchange,
    ...spotMarks(spot),
  });
}

export const WRITTEN = {
  plain_text_input: 'text',
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'text',
};

export function written(spot) {
  const { element } = spot;
  const attributes = {
    class: 'field',
    placeholder: plainText(element.placeholder) || null,
    maxlength: element.max_length,
    inputmode: element.type === 'number_input' ? 'decimal' : null,
    ...dispatching(spot),
    ...spotMarks(spot),
  };
  const value = stateOf(spot).value ?? '';
  if (element.multiline) return el('textarea', { rows: 4, ...attributes }, value);
  return el('input', { type: WRITTEN[element.type], value, ...attributes });
}

/** Holds what is typed; the app hears of it at once where it asked to. */
function dispatching(spot) {
  const { element, block } = spot;
  const wanted = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  const send = (when, event) => {
    if (block.dispatch_action && wanted.includes(when)) act(spot, { value: event.target.value });
  };
  const oninput = (event) => {
    held.set(spotKey(spot), { type: element.type, value: event.target.value || null });
    send('on_character_entered', event);
  };
  const onkeydown = (event) => {
    if (event.key === 'Enter' && !element.multiline) send('on_enter_pressed', event);
  };
  return { oninput, onkeydown };
}
