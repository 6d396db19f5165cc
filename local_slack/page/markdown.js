// The markdown block: headings, lists, tables and the usual emphasis.

import { fenced, inline, runsOf } from './inline.js';
import { ADDRESS, CODE, ENTITY, SHORTCODE, nested } from './mrkdwn.js';
import { el } from './nodes.js';
import { link } from './references.js';

const MARKDOWN = [
  ENTITY,
  CODE,
  [/\[([^[\]\n]+)\]\(([^()\s]+)\)/g, (match) => link(match[2], inline(match[1], MARKDOWN))],
  [/\*\*([^*\n]+)\*\*/g, nested('b', () => MARKDOWN)],
  [/(?<![\w*])\*(?![\s*])([^*\n]+)\*(?![\w*])/g, nested('i', () => MARKDOWN)],
  [/(?<![\w_])_(?![\s_])([^_\n]+)_(?![\w_])/g, nested('i', () => MARKDOWN)],
  [/~~([^~\n]+)~~/g, nested('s', () => MARKDOWN)],
  ADDRESS,
  SHORTCODE,
];

const MARKDOWN_FENCE = /```(?:\w*\n)?([\s\S]*?)\n?``` *\n?/;

const MARKDOWN_STARTS = {
  heading: /^#{1,6}\s/,
  bullet: /^\s*[-*+]\s/,
  number: /^\s*\d+[.)]\s/,
  quote: /^>\s?/,
  rule: /^(-{3,}|\*{3,})\s*$/,
  table: /^\|.*\|\s*$/,
};

const listed = (tag) => (lines) =>
  el(
    tag,
    {},
    lines.map((line) =>
      el(
        'li',
        { class: /^\s{2,}/.test(line) ? 'deeper' : null },
        inline(line.replace(/^\s*([-*+]|\d+[.)])\s+/, ''), MARKDOWN),
      ),
    ),
  );

const MARKDOWN_LINES = {
  heading: (lines) =>
    lines.map((line) =>
      el(`h${Math.min(6, line.search(/[^#]/) + 2)}`, {}, inline(line.replace(/^#+\s+/, ''), MARKDOWN)),
    ),
  bullet: listed('ul'),
  number: listed('ol'),
  quote: (lines) =>
    el('blockquote', inline(lines.map((line) => line.replace(/^>\s?/, '')).join('\n'), MARKDOWN)),
  rule: () => el('hr'),
  table: (lines) =>
    grid(
      lines
        .filter((line) => !/^\|[\s:|-]+\|\s*$/.test(line))
        .map((line) =>
          line
            .trim()
            .slice(1, -1)
            .split('|')
            .map((cell) => inline(cell.trim(), MARKDOWN)),
        ),
    ),
  text: (lines) => el('p', inline(lines.join('\n'), MARKDOWN)),
};

function markdownLine(line) {
  return Object.keys(MARKDOWN_STARTS).find((kind) => MARKDOWN_STARTS[kind].test(line)) ?? 'text';
}

export function markdown(text) {
  return el(
    'div.mrkdwn.markdown',
    fenced(text, MARKDOWN_FENCE, (prose) =>
      runsOf(prose.split('\n'), markdownLine).map(([kind, lines]) => MARKDOWN_LINES[kind](lines)),
    ),
  );
}

export function grid(rows, aligns = []) {
  const cells = (row, tag) =>
    row.map((cell, column) =>
      el(
        tag,
        { class: aligns[column] ? `to-${aligns[column]}` : null, scope: tag === 'th' ? 'col' : null },
        cell,
      ),
    );
  return el(
    'div.scroll-x',
    el(
      'table',
      el('thead', el('tr', cells(rows[0] ?? [], 'th'))),
      el(
        'tbody',
        rows.slice(1).map((row) => el('tr', cells(row, 'td'))),
      ),
    ),
  );
}
