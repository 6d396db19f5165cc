// What is offered while a word is typed: commands, people, channels and emoji.

import { personItem } from './avatar.js';
import { EMOJI } from './emoji.js';
import { el, icon } from './nodes.js';
import { matching } from './pick_list.js';
import { page } from './workspace.js';

const COMPLETIONS = [
  [
    /^\/(\S*)$/,
    () =>
      page.workspace.commands.map((one) => ({
        word: `${one.command} `,
        label: `${one.command} ${one.usage_hint ?? ''}`,
        detail: one.description,
        lead: icon('bolt'),
      })),
  ],
  [/(?<=^|\s)@(\S*)$/, () => mentionable()],
  [
    /(?<=^|\s)#(\S*)$/,
    () =>
      page.workspace.channels.map((one) => ({
        word: `#${one.name} `,
        label: `#${one.name}`,
        detail: one.topic,
      })),
  ],
  [
    /(?<=^|\s):([a-z0-9_+-]{2,})$/,
    () =>
      [...EMOJI].map(([name, character]) => ({
        word: `:${name}: `,
        label: `:${name}:`,
        lead: el('span.emoji', character),
      })),
  ],
];

function mentionable() {
  const people = page.workspace.people.map((one) => ({ ...personItem(one), word: `@${one.name} ` }));
  return [
    ...people,
    ...page.workspace.groups.map((one) => ({
      word: `@${one.handle} `,
      label: `@${one.handle}`,
      detail: one.name,
    })),
  ];
}

/** Offers commands, people, channels or emoji for the word before the caret. */
export function suggest(box, list) {
  const before = box.value.slice(0, box.selectionStart);
  const [match, found] =
    COMPLETIONS.map(([pattern, items]) => [pattern.exec(before), items]).find(([hit]) => hit) ?? [];
  const items = match ? matching(found(), match[1]).slice(0, 9) : [];
  list.node.hidden = !items.length;
  if (!items.length) return;
  list.show(
    items.map((item) => ({
      ...item,
      pick: () => {
        list.node.hidden = true;
        box.setRangeText(item.word, match.index, box.selectionStart, 'end');
        box.dispatchEvent(new Event('input'));
      },
    })),
  );
}
