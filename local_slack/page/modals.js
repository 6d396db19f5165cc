// Views of the app: the modal on top of its stack, and the App Home.

import { drawBlocks } from './blocks.js';
import { tell, tellApp, whileBusy } from './control.js';
import { refresh } from './live.js';
import { textOf } from './mrkdwn.js';
import { byId, el, iconButton } from './nodes.js';
import { keepingFocus } from './redraw.js';
import { valuesOf } from './surface.js';
import { page } from './workspace.js';

const surfaceOf = (view) => ({
  key: view.id,
  container: { type: 'view', view_id: view.id },
  blocks: view.blocks ?? [],
  state: view.state?.values,
  errors: page.errors[view.id],
});

export function drawModal() {
  const dialog = byId('modal');
  const view = page.modals.at(-1);
  if (!view) return dialog.open && dialog.close();
  const { id, title, blocks, submit, close } = view;
  const signature = JSON.stringify([id, title, blocks, submit, close, page.errors[id], page.modals.length]);
  if (dialog.open && dialog.signature === signature) return;
  const same = dialog.open && dialog.dataset.view === view.id;
  const scrolled = same ? dialog.querySelector('.modal-body').scrollTop : 0;
  dialog.signature = signature;
  dialog.dataset.view = view.id;
  keepingFocus(dialog, () => dialog.replaceChildren(modalForm(view)));
  if (!dialog.open) dialog.showModal();
  dialog.querySelector('.modal-body').scrollTop = scrolled;
  if (!same) firstField(dialog)?.focus();
}

const firstField = (dialog) =>
  dialog.querySelector('[autofocus]') ??
  dialog.querySelector('.modal-body :is(input, textarea, .select)') ??
  dialog.querySelector('footer .primary');

function modalForm(view) {
  const stacked = page.modals.length > 1;
  const sender = el('button.button.primary', { type: 'submit' }, textOf(view.submit), el('span.spinner'));
  const onsubmit = (event) => {
    event.preventDefault();
    submitModal(view, sender);
  };
  byId('modal').setAttribute('aria-labelledby', 'modal-title');
  byId('modal').classList.toggle('stacked', stacked);
  const leave = el('button.button', { onclick: () => closeModal(view) }, textOf(view.close ?? 'Cancel'));
  return el(
    'form',
    { novalidate: true, onsubmit },
    modalHead(view, stacked),
    el('div.modal-body', drawBlocks(surfaceOf(view))),
    el('footer', leave, view.submit && sender),
  );
}

function modalHead(view, stacked) {
  const back = stacked && iconButton('back', 'Back', () => closeModal(view));
  const title = el('h2', { id: 'modal-title' }, textOf(view.title));
  return el(
    'header',
    back,
    title,
    iconButton('close', 'Close', () => closeModal(view, true)),
  );
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
  const signature = JSON.stringify([page.home?.id, page.home?.blocks, page.as]);
  if (box.signature === signature) return;
  box.signature = signature;
  keepingFocus(box, () =>
    box.replaceChildren(
      page.home ? drawBlocks(surfaceOf(page.home)) : el('p.nothing', 'Nothing has been published here yet.'),
    ),
  );
}
