// Slack's own markup.

import { EMOJI, emojiNode } from './emoji.js';
import { fenced, inline, runsOf, splitOnce } from './inline.js';
import { absent, el } from './nodes.js';
import { channelLink, dateNode, groupMention, link, mention, unescaped } from './references.js';

/** What stands between < and > in mrkdwn: a person, a channel, a group, a date, a broadcast or a link. */
function entity(inside) {
  const [target, label] = splitOnce(inside, '|');
  if (target.startsWith('@')) return mention(target.slice(1), label && unescaped(label));
  if (target.startsWith('#')) return channelLink(target.slice(1), label && unescaped(label));
  if (target.startsWith('!')) return special(target.slice(1), label && unescaped(label));
  return link(unescaped(target), label ? inline(label, [BOLD, ITALIC, STRIKE, SHORTCODE]) : undefined);
}

function special(command, label) {
  const [name, first, second, address] = command.split('^');
  if (name === 'subteam') return groupMention(first, label);
  if (name === 'date') return dateNode(first, unescaped(second ?? ''), label ?? '', address);
  return el('span.mention.group', `@${label ?? name}`);
}

// A rule is [pattern, match -> node]. No pattern lets two of its parts match the same character: long hostile text stays cheap.
export const nested = (tag, rules) => (match) => el(tag, {}, inline(match[1], rules()));

export const ENTITY = [/<([^<>\n]+)>/g, (match) => entity(match[1])];

export const CODE = [/`([^`\n]+)`/g, (match) => el('code', inline(match[1], [ENTITY]))];

export const SHORTCODE = [/:([a-z0-9_+-]+):/g, (match) => emojiNode(match[1])];

export const ADDRESS = [/https?:\/\/[^\s<>|"]+[^\s<>|".,;:!?)]/g, (match) => link(unescaped(match[0]))];

const BOLD = [/(?<![\w*])\*(?![\s*])((?:<[^<>\n]*>|[^*\n<])+)(?<!\s)\*(?![\w*])/g, nested('b', () => MRKDWN)];

const ITALIC = [/(?<![\w_])_(?![\s_])((?:<[^<>\n]*>|[^_\n<])+)(?<!\s)_(?![\w_])/g, nested('i', () => MRKDWN)];

const STRIKE = [/(?<![\w~])~(?![\s~])((?:<[^<>\n]*>|[^~\n<])+)(?<!\s)~(?![\w~])/g, nested('s', () => MRKDWN)];

const MRKDWN = [ENTITY, CODE, SHORTCODE, BOLD, ITALIC, STRIKE, ADDRESS];

const PLAIN = [SHORTCODE];

const MRKDWN_FENCE = /```\n?([\s\S]*?)\n?``` *\n?/;

const MRKDWN_LINES = {
  quote: (lines) =>
    el('blockquote', inline(lines.map((line) => line.replace(/^(&gt;|>) ?/, '')).join('\n'), MRKDWN)),
  item: (lines) => lines.map((line) => el('div.item', inline(line, MRKDWN))),
  text: (lines) => el('div.lines', inline(lines.join('\n'), MRKDWN)),
};

function mrkdwnLine(line) {
  if (/^(&gt;|>)/.test(line)) return 'quote';
  return /^\s*([•◦▪‣-]|\d+[.)])\s/.test(line) ? 'item' : 'text';
}

export const mrkdwn = (text) =>
  el(
    'div.mrkdwn',
    fenced(text, MRKDWN_FENCE, (prose) =>
      runsOf(prose.split('\n'), mrkdwnLine).map(([kind, lines]) => MRKDWN_LINES[kind](lines)),
    ),
  );

/** A Slack text object, or a bare string taken as plain text. */
export function textOf(text) {
  if (absent(text)) return null;
  if (typeof text === 'string') return text;
  return text.type === 'mrkdwn' ? mrkdwn(text.text) : el('span.plain', inline(text.text, PLAIN));
}

export const plainText = (text) =>
  (typeof text === 'string' ? text : (text?.text ?? '')).replace(
    /:([a-z0-9_+-]+):/g,
    (whole, name) => EMOJI.get(name) ?? whole,
  );
