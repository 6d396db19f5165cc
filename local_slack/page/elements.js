// Elements by their type.

import { PICKERS, WRITTEN, checkboxes, picker, radioButtons, written } from './inputs.js';
import { textOf } from './mrkdwn.js';
import { el, icon, iconButton } from './nodes.js';
import { menuOf, openMenu } from './pick_list.js';
import { link } from './references.js';
import { isSelect, optionChoice, selectElement } from './selects.js';
import { act, spotMarks } from './surface.js';
import { me } from './workspace.js';

function button(spot) {
  const { element } = spot;
  if (element.visible_to_user_ids && !element.visible_to_user_ids.includes(me().id)) return null;
  const onclick = (event) => {
    if (/^https?:/i.test(element.url ?? '')) window.open(element.url, '_blank', 'noopener');
    act(spot, { value: element.value }, event.currentTarget);
  };
  return el(
    'button',
    {
      class: `button ${element.style ?? ''}`,
      onclick,
      ...spotMarks(spot),
      'aria-label': element.accessibility_label,
    },
    textOf(element.text),
    el('span.spinner'),
  );
}

function overflow(spot) {
  const items = spot.element.options.map((option) => ({
    ...optionChoice(option),
    pick: () => act(spot, { selected_option: option }, node),
  }));
  const node = iconButton(
    'more',
    'More actions',
    () => openMenu(node, 'More actions', menuOf(items), { role: 'menu' }),
    { 'aria-haspopup': 'menu', ...spotMarks(spot), 'aria-label': 'More actions' },
  );
  return node;
}

function feedback(spot) {
  const row = (choice) =>
    el(
      'button.button.small',
      { onclick: (event) => act(spot, { value: choice.value }, event.currentTarget) },
      textOf(choice.text),
    );
  return [row(spot.element.positive_button), row(spot.element.negative_button)];
}

const ELEMENTS = {
  button,
  overflow,
  checkboxes,
  radio_buttons: radioButtons,
  feedback_buttons: feedback,
  image: ({ element }) => picture(element, 'accessory'),
};
for (const type of Object.keys(PICKERS)) ELEMENTS[type] = picker;
for (const type of Object.keys(WRITTEN)) ELEMENTS[type] = written;

export function drawElement(surface, block, element) {
  const draw = isSelect(element.type) ? selectElement : ELEMENTS[element.type];
  return draw ? draw({ surface, block, element }) : unknown(element.type);
}

export const unknown = (type) => el('span.unknown', `${type} is not drawn on this page`);

/** Pictures of this workspace are shown; the page loads nothing from elsewhere, so others are a link with their description. */
export function picture(image, kind) {
  const address = image.image_url ?? image.slack_file?.url ?? '';
  const local =
    address &&
    (address.startsWith('data:image/') || new URL(address, location.href).origin === location.origin);
  return local
    ? el('img', { class: kind, src: address, alt: image.alt_text })
    : el('span', { class: `picture ${kind}` }, icon('file'), link(address, image.alt_text || address));
}
