// The question before something that cannot be undone.

import { textOf } from './mrkdwn.js';
import { byId, el, iconButton } from './nodes.js';

/** Asks before something is done; true when the person agrees. */
export function confirmed({ title, text, confirm, deny, style }) {
  const dialog = byId('confirm');
  const close = (answer) => () => dialog.close(answer);
  dialog.replaceChildren(
    el('header', el('h2', { id: 'confirm-title' }, textOf(title)), iconButton('close', 'Close', close('no'))),
    el('div.modal-body', textOf(text)),
    el(
      'footer',
      el('button.button', { onclick: close('no') }, textOf(deny)),
      el(
        'button',
        { class: `button ${style ?? 'primary'}`, autofocus: true, onclick: close('yes') },
        textOf(confirm),
      ),
    ),
  );
  dialog.setAttribute('aria-labelledby', 'confirm-title');
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) =>
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true }),
  );
}
