// The rich_text block.

import { emojiNode } from './emoji.js';
import { el } from './nodes.js';
import { channelLink, dateNode, groupMention, link, mention } from './references.js';

const RICH_INLINE = {
  text: (piece) => piece.text,
  link: (piece) => link(piece.url, piece.text ?? piece.url),
  user: (piece) => mention(piece.user_id),
  usergroup: (piece) => groupMention(piece.usergroup_id),
  channel: (piece) => channelLink(piece.channel_id),
  broadcast: (piece) => el('span.mention.group', `@${piece.range}`),
  emoji: (piece) => emojiNode(piece.name),
  date: (piece) => dateNode(piece.timestamp, piece.format, piece.fallback ?? '', piece.url),
  color: (piece) => piece.value,
};

const RICH_STYLES = { bold: 'b', italic: 'i', strike: 's', code: 'code' };

const RICH_BLOCKS = {
  rich_text_section: (part) => el('div.lines', richPieces(part.elements)),
  rich_text_preformatted: (part) => el('pre', richPieces(part.elements)),
  rich_text_quote: (part) => el('blockquote', richPieces(part.elements)),
  rich_text_list: (part) =>
    el(
      part.style === 'ordered' ? 'ol' : 'ul',
      { class: `indent-${part.indent ?? 0}`, start: part.offset ? part.offset + 1 : null },
      part.elements.map((item) => el('li', richPieces(item.elements))),
    ),
};

const richPieces = (pieces) =>
  pieces.map((piece) => styled(RICH_INLINE[piece.type]?.(piece) ?? '', piece.style));

const styled = (node, style = {}) =>
  Object.keys(RICH_STYLES).reduce(
    (inner, name) => (style[name] ? el(RICH_STYLES[name], {}, inner) : inner),
    node,
  );

export const richText = (block) =>
  el(
    'div.mrkdwn',
    block.elements.map((part) => RICH_BLOCKS[part.type]?.(part) ?? null),
  );
