// DOM nodes, built by hand: nothing here takes markup.

export const byId = (id) => document.getElementById(id);

export const absent = (value) => value === undefined || value === null || value === false;

/**
 * An element: `el('button.small', { onclick }, 'Save')`. Names that begin with "on" are listeners; strings become text nodes,
 * absent children and attributes are left out. A button submits nothing unless its type says so.
 */
export function el(kind, ...rest) {
  const [tag, ...classes] = kind.split('.');
  const node = document.createElement(tag);
  const attributes = rest[0]?.constructor === Object ? rest.shift() : {};
  if (tag === 'button') node.type = 'button';
  if (classes.length) node.className = classes.join(' ');
  for (const [name, value] of Object.entries(attributes)) assign(node, name, value);
  node.append(...rest.flat(Infinity).filter((child) => !absent(child)));
  return node;
}

function assign(node, name, value) {
  if (absent(value)) return;
  if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
  else if (name === 'tint') node.style.setProperty('--tint', value);
  else node.setAttribute(name, value === true ? '' : value);
}

export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  use.setAttribute('href', `#icon-${name}`);
  svg.append(use);
  return svg;
}

export function iconButton(name, label, onclick, attributes = {}) {
  return el('button.icon-button', { 'aria-label': label, title: label, onclick, ...attributes }, icon(name));
}

let lastId = 0;

export const newId = (name) => `${name}-${++lastId}`;
