// Blocks by their type.

import { drawElement, picture, unknown } from './elements.js';
import { grid, markdown } from './markdown.js';
import { plainText, textOf } from './mrkdwn.js';
import { el, icon } from './nodes.js';
import { keepInStep } from './redraw.js';
import { link } from './references.js';
import { richText } from './rich_text.js';
import { page } from './workspace.js';

function section(block, surface) {
  const fields =
    block.fields &&
    el(
      'div.fields',
      block.fields.map((field) => el('div', textOf(field))),
    );
  const accessory = block.accessory && el('div.accessory', drawElement(surface, block, block.accessory));
  return el('div.block.section', el('div.words', textOf(block.text), fields), accessory);
}

function inputBlock(block, surface) {
  const error = surface.errors?.[block.block_id];
  return el(
    'div',
    { class: `block input ${error ? 'wrong' : ''}` },
    el('div.label', textOf(block.label), block.optional && el('span.optional', ' (optional)')),
    drawElement(surface, block, block.element),
    error && el('p.error', { id: `error-${block.block_id}` }, icon('warning'), error),
    block.hint && el('p.hint', textOf(block.hint)),
  );
}

function imageBlock(block) {
  return el(
    'figure.block.image',
    block.title && el('figcaption', textOf(block.title)),
    picture(block, 'large'),
  );
}

function tableBlock(block) {
  const cell = (one) => (one.type === 'rich_text' ? richText(one) : String(one.text ?? one.value ?? ''));
  return el(
    'div.block',
    grid(
      block.rows.map((row) => row.map(cell)),
      (block.column_settings ?? []).map((column) => column?.align),
    ),
  );
}

const row = (kind) => (block, surface) =>
  el(
    'div',
    { class: `block ${kind}` },
    block.elements.map((element) => drawElement(surface, block, element)),
  );

const contextPart = (part) => (part.type === 'image' ? picture(part, 'inline') : textOf(part));

const BLOCKS = {
  section,
  input: inputBlock,
  image: imageBlock,
  table: tableBlock,
  actions: row('actions'),
  context_actions: row('actions'),
  header: (block) => el('h3.block.header', textOf(block.text)),
  divider: () => el('hr.block'),
  alert: (block) =>
    el('div', { class: `block alert ${block.level ?? ''}`, role: 'note' }, icon('warning'), textOf(block.text)),
  context: (block) => el('div.block.context', block.elements.map(contextPart)),
  rich_text: (block) => el('div.block', richText(block)),
  markdown: (block) => el('div.block', markdown(block.text)),
  video: (block) =>
    el(
      'div.block',
      link(block.title_url ?? block.video_url, plainText(block.title)),
      block.description && textOf(block.description),
    ),
  file: (block) => el('div.block', icon('file'), block.external_id),
};

const drawBlock = (block, surface) => BLOCKS[block.type]?.(block, surface) ?? unknown(block.type);

export const drawBlocks = (surface) =>
  el(
    'div.blocks',
    surface.blocks.map((block) => drawBlock(block, surface)),
  );

/** Shows the blocks of a view in `box`; those that are as before stay, with what is being typed into them. */
export function showBlocks(box, surface) {
  const item = (block) => ({
    key: `${surface.key}/${block.block_id}`,
    signature: JSON.stringify([block, surface.errors?.[block.block_id], page.as]),
    draw: () => drawBlock(block, surface),
  });
  keepInStep(box, surface.blocks.map(item));
}
