// Views of the app: the modal on top of its stack, and the App Home.

import { showBlocks } from './blocks.js';
import { tell, tellApp, whileBusy } from './control.js';
import { refresh } from './live.js';
import { textOf } from './mrkdwn.js';
import { byId, el, iconButton } from './nodes.js';
import { keepInStep } from './redraw.js';
import { valuesOf } from './surface.js';
import { page } from './workspace.js';

const surfaces = new Map(); // view id -> its surface: one for good, for elements that stay go on to read it

function surfaceOf({ id, blocks, state }) {
  const surface = surfaces.get(id) ?? { key: id, container: { type: 'view', view_id: id } };
  surfaces.set(id, surface);
  return Object.assign(surface, { blocks: blocks ?? [], state: state?.values, errors: page.errors[id] });
}

export function drawModal() {
  const dialog = byId('modal');
  const view = page.modals.at(-1);
  if (!view) return dialog.open && dialog.close();
  const same = dialog.open && dialog.dataset.view === view.id;
  if (!same) dialog.replaceChildren(modalForm(dialog, view));
  keepInStep(dialog.querySelector('form'), modalParts(view));
  showBlocks(dialog.querySelector('.blocks'), surfaceOf(view));
  dialog.classList.toggle('stacked', page.modals.length > 1);
  if (!dialog.open) dialog.showModal();
  if (!same) firstField(dialog)?.focus();
}

const firstField = (dialog) =>
  dialog.querySelector('[autofocus]') ??
  dialog.querySelector('.modal-body :is(input, textarea, .select)') ??
  dialog.querySelector('footer .primary');

function modalForm(dialog, view) {
  const onsubmit = (event) => {
    event.preventDefault();
    submitModal(page.modals.at(-1), event.currentTarget.querySelector('[type=submit]'));
  };
  dialog.dataset.view = view.id;
  dialog.setAttribute('aria-labelledby', 'modal-title');
  return el('form', { novalidate: true, onsubmit });
}

function modalParts(view) {
  const { title, submit, close } = view;
  const stacked = page.modals.length > 1;
  return [
    { key: 'head', signature: JSON.stringify([title, stacked]), draw: () => modalHead(view, stacked) },
    { key: 'body', signature: '', draw: () => el('div.modal-body', el('div.blocks')) },
    { key: 'foot', signature: JSON.stringify([submit, close]), draw: () => modalFoot(view) },
  ];
}

function modalHead(view, stacked) {
  const back = stacked && iconButton('back', 'Back', () => closeModal(view), { 'data-spot': 'back' });
  const title = el('h2', { id: 'modal-title' }, textOf(view.title));
  const close = iconButton('close', 'Close', () => closeModal(view, true), { 'data-spot': 'close' });
  return el('header', back, title, close);
}

function modalFoot(view) {
  const onclick = () => closeModal(view);
  const leave = el('button.button', { onclick, 'data-spot': 'leave' }, textOf(view.close ?? 'Cancel'));
  const attributes = { type: 'submit', 'data-spot': 'submit' };
  const send = view.submit && el('button.button.primary', attributes, textOf(view.submit), el('span.spinner'));
  return el('footer', leave, send);
}

export async function closeModal(view, all = false) {
  await tell('close', { view_id: view.id, all });
  await refresh('views');
}

async function submitModal(view, sender) {
  await whileBusy(sender, async () => {
    const answer = await tellApp('submit', { view_id: view.id, values: valuesOf(surfaceOf(view)) });
    await refresh('views');
    showErrors(view, answer.errors ?? {});
  });
}

function showErrors(view, errors) {
  page.errors[view.id] = errors;
  drawModal();
  byId('modal').querySelector('[aria-invalid=true]')?.focus();
}

export function drawHome() {
  const box = byId('home');
  const { home } = page;
  const nothing = () => el('p.nothing', 'Nothing has been published here yet.');
  const content = () => el('div.blocks');
  keepInStep(box, [{ key: home?.id ?? 'nothing', signature: '', draw: home ? content : nothing }]);
  if (home) showBlocks(box.firstElementChild, surfaceOf(home));
}
