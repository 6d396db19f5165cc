// Everything that passed between the workspace and the app.

import { read } from './control.js';
import { secondsOf } from './dates.js';
import { handsOff } from './hands.js';
import { refresh } from './live.js';
import { absent, byId, el, iconButton } from './nodes.js';
import { arrowsMoveIn, keepInStep } from './redraw.js';
import { conversation, page, person, signOf } from './workspace.js';

const INSPECTED = {
  envelopes: {
    title: 'Deliveries to the bot',
    head: ['At', 'Kind', 'What', 'By', 'Attempts', 'Acknowledged'],
    cells: envelopeCells,
    detail: ({ payload, ack, attempts }) => ({ payload, ack, attempts }),
  },
  calls: {
    title: 'Web API calls',
    head: ['At', 'Method', 'What', 'Answer', 'Problems', 'Took'],
    cells: callCells,
    detail: (call) => ({ arguments: call.arguments, answer: call.answer, problems: call.problems }),
  },
};

export function toggleInspector() {
  const box = byId('inspector');
  box.hidden = !box.hidden;
  byId('inspect').setAttribute('aria-pressed', String(!box.hidden));
  if (box.hidden) return;
  if (!box.childElementCount) openInspector(box);
  refresh('inspector');
}

function openInspector(box) {
  const rows = el('div.inspected', { tabindex: -1 });
  arrowsMoveIn(rows, 'summary');
  const tabs = Object.keys(INSPECTED).map(inspectorTab);
  const tabList = el('div.tabs', { role: 'tablist', 'aria-label': 'Inspector' }, tabs);
  const close = iconButton('close', 'Close inspector', toggleInspector);
  box.replaceChildren(el('header', tabList, el('span.transport'), inspectorFilter(), close), rows);
}

function inspectorTab(name) {
  const onclick = () => {
    page.inspector.tab = name;
    drawInspector();
  };
  return el('button', { role: 'tab', 'data-tab': name, onclick }, INSPECTED[name].title);
}

function inspectorFilter() {
  const oninput = (event) => {
    page.inspector.filter = event.target.value.toLowerCase();
    drawInspector();
  };
  return el('input.search', {
    type: 'search',
    placeholder: 'Filter',
    'aria-label': 'Filter the inspector',
    oninput,
  });
}

export async function loadInspector() {
  if (byId('inspector').hidden) return;
  await Promise.all(Object.keys(INSPECTED).map(loadRows));
  await handsOff();
  drawInspector();
}

async function loadRows(name) {
  const { rows, since } = page.inspector;
  const found = (await read(name, { since: since[name] }))[name];
  for (const row of found) rows[name].set(row.n, row);
  since[name] = Math.max(since[name], ...found.map((row) => row.n));
}

function drawInspector() {
  const box = byId('inspector');
  const { tab } = page.inspector;
  box.querySelector('.transport').textContent = transportNow();
  for (const one of box.querySelectorAll('[data-tab]'))
    one.setAttribute('aria-selected', String(one.dataset.tab === tab));
  const titles = INSPECTED[tab].head.map((title) => el('span', title));
  const head = { key: `head ${tab}`, signature: tab, draw: () => el('div.inspected-row.head', titles) };
  const nothing = { key: 'nothing', signature: '', draw: () => el('p.nothing', 'Nothing yet.') };
  const rows = matchingRows().map((row) => inspectedItem(tab, row));
  keepInStep(box.querySelector('.inspected'), [head, ...(rows.length ? rows : [nothing])]);
}

function transportNow() {
  const { transport, sockets } = page.workspace;
  if (transport !== 'socket') return 'Signed HTTP';
  return `Socket Mode, ${sockets} ${sockets === 1 ? 'connection' : 'connections'}`;
}

const SHOWN_AT_MOST = 200;

/** The newest first. */
function matchingRows() {
  const { tab, filter, rows } = page.inspector;
  const fits = (row) => JSON.stringify(row).toLowerCase().includes(filter);
  return [...rows[tab].values()].filter(fits).slice(-SHOWN_AT_MOST).reverse();
}

const opened = new Set(); // keys of the rows that are folded out

function inspectedItem(tab, row) {
  const key = `${tab} ${row.n}`;
  return {
    key,
    signature: JSON.stringify([row.attempts, row.ack, row.ms]),
    draw: (old) => inspectedRow(key, row, old ? old.open : opened.has(key)),
  };
}

function inspectedRow(key, row, open) {
  const kind = INSPECTED[page.inspector.tab];
  const unfold = () => {
    const empty = node.open && node.childElementCount < 2; // the payload is written out only when it is looked at
    if (empty) node.append(el('pre', { tabindex: 0 }, JSON.stringify(kind.detail(row), null, 2)));
  };
  const ontoggle = () => {
    unfold();
    if (node.open) opened.add(key);
    else opened.delete(key);
  };
  const cells = kind.cells(row).map((cell) => el('span', cell));
  const node = el('details', { open, ontoggle }, el('summary.inspected-row', { 'data-spot': key }, cells));
  unfold();
  return node;
}

const pill = (text, mood) => el('span', { class: `pill ${mood}` }, text);

function envelopeCells({ at, kind, summary, transport, socket, attempts }) {
  const acked = attempts.find((attempt) => !absent(attempt.acked_ms))?.acked_ms;
  const retries = attempts.length - 1;
  const by = transport === 'http' ? 'HTTP' : `socket ${(socket ?? '').replace(/^SOCK0*/, '')}`;
  const tried =
    retries > 0
      ? pill(`${attempts.length} (${attempts.at(-1).reason || 'retried'})`, 'bad')
      : String(attempts.length);
  return [
    secondsOf(at),
    pill(kind, kind),
    summary,
    by,
    tried,
    absent(acked) ? pill('not yet', 'bad') : pill(`${Math.round(acked)} ms`, acked < 1000 ? 'good' : 'slow'),
  ];
}

function callCells({ at, method, arguments: given, answer, ms, problems }) {
  const user = given.user ?? given.user_id;
  const said = given.text ?? given.view?.callback_id ?? '';
  const about = [placeName(given.channel), user && person(user).real_name, said].filter(Boolean).join('  ');
  return [
    secondsOf(at),
    el('code', method),
    about.slice(0, 140),
    answer?.ok ? pill('ok', 'good') : pill(answer?.error ?? 'failed', 'bad'),
    problems?.length ? pill(problems.join('; '), 'bad') : '',
    `${Math.round(ms ?? 0)} ms`,
  ];
}

function placeName(id) {
  const known = id && conversation(String(id));
  return known ? signOf(known) : id;
}
