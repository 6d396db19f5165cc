// What is offered while a word is typed: commands, people, channels and emoji.

import { personItem } from './avatar.js';
import { EMOJI } from './emoji.js';
import { el, icon } from './nodes.js';
import { matching } from './pick_list.js';
import { page } from './workspace.js';

// What is typed before the caret, and what it can become.
const COMPLETIONS = [
  [/^\/(\S*)$/, commands],
  [/(?<=^|\s)@(\S*)$/, mentionable],
  [/(?<=^|\s)#(\S*)$/, channels],
  [/(?<=^|\s):([a-z0-9_+-]{2,})$/, emoji],
];

function commands() {
  return page.workspace.commands.map(({ command, usage_hint: hint, description }) => ({
    word: `${command} `,
    label: [command, hint].filter(Boolean).join(' '),
    detail: description,
    lead: icon('bolt'),
  }));
}

function mentionable() {
  const { people, groups } = page.workspace;
  const named = people.map((one) => ({ ...personItem(one), word: `@${one.name} ` }));
  const grouped = groups.map((one) => ({ word: `@${one.handle} `, label: `@${one.handle}`, detail: one.name }));
  return [...named, ...grouped];
}

function channels() {
  return page.workspace.channels.map(({ name, topic }) => ({
    word: `#${name} `,
    label: `#${name}`,
    detail: topic,
  }));
}

function emoji() {
  const item = ([name, character]) => ({
    word: `:${name}: `,
    label: `:${name}:`,
    lead: el('span.emoji', character),
  });
  return [...EMOJI].map(item);
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
