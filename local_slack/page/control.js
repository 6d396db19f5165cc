// The workspace's control API, and what the person is told when it refuses.

import { byId, el, icon, iconButton } from './nodes.js';
import { page } from './workspace.js';

async function ask(method, path, body) {
  const json = body && !(body instanceof FormData);
  const content = json
    ? { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
    : { body };
  const answer = await fetch(`/local/${path}`, { method, ...content }).catch(() => null);
  if (!answer) throw new Error('The workspace cannot be reached. Is it still running?');
  const found = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(found.error ?? `The workspace answered ${answer.status}.`);
  return found;
}

export const read = (path, query = {}) =>
  ask('GET', `${path}?${new URLSearchParams({ ...(page.as && { as: page.as }), ...query })}`);

export const tell = (path, body = {}) => ask('POST', path, { as: page.as, ...body });

/** Sends a file as it is, byte for byte. */
export function attach(file, about) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ as: page.as, name: file.name, ...about }))
    form.append(name, value);
  form.append('content', file);
  return ask('POST', 'upload', form);
}

/** Tells the workspace something that the app has to answer; when it does not, the person reads why. */
export async function tellApp(path, body) {
  const answer = await tell(path, body);
  if (answer.error) toast(refusal(answer.error));
  return answer;
}

function refusal(error) {
  const name = page.workspace.bot.real_name;
  if (error !== 'operation_timeout') return `${name} could not do that. (${error})`;
  return `${name} did not answer in time. Please try again in a moment. (operation_timeout)`;
}

/** Shows a sentence for a while, above everything else. */
export function toast(sentence) {
  const box = byId('toasts');
  const note = el('div.toast', icon('warning'), el('span', sentence));
  note.append(iconButton('close', 'Dismiss', () => note.remove()));
  box.append(note);
  if (box.matches(':popover-open')) box.hidePopover(); // shown again, it stands above a dialog opened since
  box.showPopover();
  setTimeout(() => note.remove(), 9000);
}

// A refused request that nobody handles ends in a sentence to the person.
addEventListener('unhandledrejection', (event) => toast(event.reason?.message ?? String(event.reason)));

/** Runs `work` while `button` shows that it is busy; a second press meanwhile does nothing. */
export async function whileBusy(button, work) {
  if (button?.getAttribute('aria-busy') === 'true') return;
  button?.setAttribute('aria-busy', 'true');
  try {
    await work();
  } finally {
    button?.removeAttribute('aria-busy');
  }
}
