// The page of the local workspace, where one person plays everybody. It asks the control API for what is there, draws it, and
// asks again when the event stream says that something changed. What people typed only ever becomes text nodes.
// One module of many small functions, so that the page needs no build step. Sections: nodes · control API · time · names ·
// text (mrkdwn, rich text, markdown) · lists to pick from · elements · blocks · messages · thread · composer · modals · home ·
// frame · inspector · live.

const page = {
  as: '', // the person acted as: a user name
  channel: '', // id, "#name", or "@name" of a person
  tab: 'messages', // of the app's conversation: 'home' | 'messages'
  thread: '', // ts of the open thread's parent
  workspace: { people: [], channels: [], dms: [], groups: [], commands: [], shortcuts: [], bot: {} },
  ahead: 0, // milliseconds the workspace's clock is ahead of this machine's
  messages: [],
  replies: [],
  modals: [],
  home: null,
  unread: 0, // messages that were unread when the conversation was opened
  newest: '', // ts of the first of them
  errors: {}, // view id -> block id -> sentence
  inspector: { tab: 'envelopes', filter: '', rows: { envelopes: new Map(), calls: new Map() }, since: { envelopes: 0, calls: 0 } },
};

// ── Nodes ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

const byId = (id) => document.getElementById(id);
const absent = (value) => value === undefined || value === null || value === false;

/** An element with attributes, listeners (`onclick: f`) and children; strings become text nodes, absent ones are left out. */
function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) assign(node, name, value);
  node.append(...children.flat(Infinity).filter((child) => !absent(child)));
  return node;
}

function assign(node, name, value) {
  if (absent(value)) return;
  if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
  else if (name === 'tint') node.style.setProperty('--tint', value);
  else node.setAttribute(name, value === true ? '' : value);
}

function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  use.setAttribute('href', `#icon-${name}`);
  svg.append(use);
  return svg;
}

function iconButton(name, label, onclick, attributes = {}) {
  return el('button', { type: 'button', class: 'icon-button', 'aria-label': label, title: label, onclick, ...attributes }, icon(name));
}

/** Makes the children of `parent` match `items` ({key, signature, draw}); nodes of unchanged items stay, with focus and open menus. */
function keepInStep(parent, items) {
  const old = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  const nodes = items.map((item) => keptOrDrawn(old.get(item.key), item));
  const staying = new Set(nodes);
  keepingFocus(parent, () => {
    for (const node of [...parent.children]) if (!staying.has(node)) node.remove();
    nodes.forEach((node, place) => parent.children[place] === node || parent.insertBefore(node, parent.children[place] ?? null));
  });
}

function keptOrDrawn(old, item) {
  if (old?.signature === item.signature) return old;
  const node = item.draw();
  node.dataset.key = item.key;
  node.signature = item.signature;
  return node;
}

/** Runs `change`, then puts the focus back on what stands in the same spot of `root` (nearest `data-spot`, or one around it). */
function keepingFocus(root, change) {
  const active = document.activeElement;
  const spots = root.contains(active) ? spotsAround(active) : [];
  const caret = spots.length ? active.selectionStart : null;
  change();
  if (!spots.length || root.contains(document.activeElement)) return;
  const again = spots.map((spot) => root.querySelector(`[data-spot="${CSS.escape(spot)}"]`)).find(Boolean);
  again?.focus({ preventScroll: true });
  if (typeof caret === 'number' && typeof again?.selectionStart === 'number') again.setSelectionRange(caret, caret);
}

function spotsAround(node) {
  const spots = [];
  for (let at = node; at; at = at.parentElement) if (at.dataset.spot) spots.push(at.dataset.spot);
  return spots;
}

/** Up, Down, Home and End move the focus between the nodes of `root` that match `selector`. */
function arrowsMoveIn(root, selector) {
  root.addEventListener('keydown', (event) => {
    if (!event.target.matches(selector)) return;
    const nodes = [...root.querySelectorAll(selector)];
    const at = nodes.indexOf(event.target);
    const next = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: nodes.length - 1 }[event.key];
    if (next === undefined || !nodes[next]) return;
    event.preventDefault();
    nodes[next].focus();
  });
}

// ── Control API ──────────────────────────────────────────────────────────────────────────────────────────────────────────

async function ask(method, path, body) {
  const headers = body && { 'Content-Type': 'application/json' };
  const answer = await fetch(`/local/${path}`, { method, headers, body: body && JSON.stringify(body) }).catch(() => null);
  if (!answer) throw new Error('The workspace cannot be reached. Is it still running?');
  const found = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(found.error ?? `The workspace answered ${answer.status}.`);
  return found;
}

const read = (path, query = {}) => ask('GET', `${path}?${new URLSearchParams({ ...(page.as && { as: page.as }), ...query })}`);
const tell = (path, body = {}) => ask('POST', path, { as: page.as, ...body });

/** Shows a sentence for a while, above everything else. */
function toast(sentence) {
  const box = byId('toasts');
  const note = el('div', { class: 'toast' }, icon('warning'), el('span', {}, sentence));
  note.append(iconButton('close', 'Dismiss', () => note.remove()));
  box.append(note);
  if (box.matches(':popover-open')) box.hidePopover(); // shown again, it stands above a dialog opened since
  box.showPopover();
  setTimeout(() => note.remove(), 9000);
}

// A refused request that nobody handles ends in a sentence to the person.
addEventListener('unhandledrejection', (event) => toast(event.reason?.message ?? String(event.reason)));

function notAnswered(error) {
  const name = page.workspace.bot.real_name ?? page.workspace.bot.name;
  if (error === 'operation_timeout') return `${name} did not answer in time. Please try again in a moment. (operation_timeout)`;
  return `${name} could not do that. (${error})`;
}

/** Runs `work` while `button` shows that it is busy; a second press meanwhile does nothing. */
async function whileBusy(button, work) {
  if (button?.getAttribute('aria-busy') === 'true') return;
  button?.setAttribute('aria-busy', 'true');
  try {
    await work();
  } finally {
    button?.removeAttribute('aria-busy');
  }
}

// ── Time, in the zone of the person acted as ─────────────────────────────────────────────────────────────────────────────

const now = () => new Date(Date.now() + page.ahead);
const dateOf = (ts) => new Date(Number(ts) * 1000);
const inZone = (date, options) => new Intl.DateTimeFormat('en-US', { timeZone: me().tz, ...options }).format(date);
const clockTime = (date) => inZone(date, { hour: 'numeric', minute: '2-digit' });
const sameDay = (one, other) => inZone(one, { dateStyle: 'short' }) === inZone(other, { dateStyle: 'short' });

function ordinal(number) {
  const ending = { one: 'st', two: 'nd', few: 'rd' }[new Intl.PluralRules('en', { type: 'ordinal' }).select(number)] ?? 'th';
  return `${number}${ending}`;
}

function nearDay(date) {
  const days = { Today: 0, Yesterday: -1, Tomorrow: 1 };
  return Object.keys(days).find((name) => sameDay(date, new Date(now().getTime() + days[name] * 86_400_000)));
}

function longDay(date) {
  const year = inZone(date, { year: 'numeric' }) === inZone(now(), { year: 'numeric' }) ? '' : `, ${inZone(date, { year: 'numeric' })}`;
  return `${inZone(date, { weekday: 'long' })}, ${inZone(date, { month: 'long' })} ${ordinal(Number(inZone(date, { day: 'numeric' })))}${year}`;
}

function ago(date) {
  const minutes = Math.round((date - now()) / 60_000);
  const [amount, unit] = [[minutes / 1440, 'day'], [minutes / 60, 'hour']].find(([many]) => Math.abs(many) >= 1) ?? [minutes, 'minute'];
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(Math.trunc(amount), unit);
}

const pretty = (style) => (date) => nearDay(date)?.toLowerCase() ?? style(date);
const mediumDay = (date) => inZone(date, { month: 'short', day: 'numeric', year: 'numeric' });
const fullDay = (date) => `${inZone(date, { month: 'long' })} ${ordinal(Number(inZone(date, { day: 'numeric' })))}, ${inZone(date, { year: 'numeric' })}`;
const weekdayToo = (date) => `${inZone(date, { weekday: 'long' })}, ${fullDay(date)}`;
const DATE_TOKENS = {
  date_num: (date) => new Intl.DateTimeFormat('sv-SE', { timeZone: me().tz, dateStyle: 'short' }).format(date),
  date: fullDay,
  date_short: mediumDay,
  date_long: weekdayToo,
  date_pretty: pretty(fullDay),
  date_short_pretty: pretty(mediumDay),
  date_long_pretty: pretty(weekdayToo),
  time: clockTime,
  time_secs: (date) => inZone(date, { hour: 'numeric', minute: '2-digit', second: '2-digit' }),
  ago,
};

const formatDate = (date, format) => format.replace(/\{(\w+)\}/g, (whole, token) => DATE_TOKENS[token]?.(date) ?? whole);

// ── Names: people, groups, conversations ─────────────────────────────────────────────────────────────────────────────────

const TINTS = ['#2f6f9f', '#9a4f96', '#2e7d5b', '#b0543c', '#5b5fc7', '#8a6d1d', '#a23b5f', '#3d7a86', '#6a5a8c', '#55722c'];

const personNamed = (ref) => page.workspace.people.find((one) => one.id === ref || one.name === ref);
const me = () => personNamed(page.as) ?? { id: '', name: page.as, real_name: page.as, tz: 'UTC' };
const person = (id) => personNamed(id) ?? { id, name: id, real_name: page.workspace.bot.id === id ? page.workspace.bot.name : id };
const tintOf = (one) => (one.color ? `#${one.color.replace('#', '')}` : TINTS[[...one.id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % TINTS.length]);
const initials = (name) => name.split(/\s+/).map((word) => word[0] ?? '').slice(0, 2).join('').toUpperCase();

function avatar(one, size = '') {
  return el('span', { class: `avatar ${size}`, tint: tintOf(one), 'aria-hidden': 'true' }, initials(one.real_name || one.name));
}

/** The channel or direct message that `ref` (id, "#name", "name" or "@name") stands for; one to be begun when it names a person. */
function conversation(ref) {
  const { channels, dms } = page.workspace;
  const name = ref.replace(/^#/, '');
  const channel = channels.find((one) => one.id === ref || one.name === name);
  if (channel) return channel;
  const other = personNamed(ref.replace(/^@/, '')) ?? (ref === `@${page.workspace.bot.name}` ? person(page.workspace.bot.id) : null);
  return dms.find((one) => one.id === ref || one.name === other?.real_name) ?? (other && { id: `@${other.name}`, user: other.id, name: other.real_name, unread: 0 });
}

const here = () => conversation(page.channel);
const isApp = (one) => Boolean(one?.user) && one.name === page.workspace.bot.real_name;
const titleOf = (one) => one.name || person(one.user).real_name;
const atHome = () => isApp(here()) && page.tab === 'home';

// ── Text ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

// Shortcode and character in turn; a shortcode that is not here stays as it was typed.
const EMOJI_LIST = `white_check_mark ✅ heavy_check_mark ✔️ eyes 👀 ticket 🎫 admission_tickets 🎟️ tada 🎉 thumbsup 👍 +1 👍 thumbsdown 👎 -1 👎
  raised_hands 🙌 clap 👏 pray 🙏 wave 👋 ok_hand 👌 muscle 💪 point_right 👉 point_up ☝️ raised_hand ✋ handshake 🤝 writing_hand ✍️ smile 😄
  slightly_smiling_face 🙂 grinning 😀 joy 😂 wink 😉 blush 😊 heart_eyes 😍 thinking_face 🤔 neutral_face 😐 disappointed 😞 cry 😢 sob 😭
  angry 😠 rage 😡 sweat_smile 😅 sunglasses 😎 confused 😕 worried 😟 slightly_frowning_face 🙁 face_with_thermometer 🤒 exploding_head 🤯
  partying_face 🥳 sleeping 😴 heart ❤️ broken_heart 💔 sparkles ✨ star ⭐ star2 🌟 fire 🔥 100 💯 zap ⚡ boom 💥 rocket 🚀 bulb 💡
  bell 🔔 no_bell 🔕 alarm_clock ⏰ hourglass ⌛ hourglass_flowing_sand ⏳ stopwatch ⏱️ watch ⌚ calendar 📅 spiral_calendar_pad 🗓️ date 📅
  clock1 🕐 clock3 🕒 clock9 🕘 warning ⚠️ rotating_light 🚨 no_entry ⛔ no_entry_sign 🚫 octagonal_sign 🛑 x ❌ negative_squared_cross_mark ❎
  question ❓ grey_question ❔ exclamation ❗ information_source ℹ️ red_circle 🔴 large_orange_circle 🟠 large_yellow_circle 🟡
  large_green_circle 🟢 large_blue_circle 🔵 large_purple_circle 🟣 white_circle ⚪ black_circle ⚫ large_orange_diamond 🔶 small_blue_diamond 🔹
  arrow_right ➡️ arrow_left ⬅️ arrow_up ⬆️ arrow_down ⬇️ arrows_counterclockwise 🔄 leftwards_arrow_with_hook ↩️ repeat 🔁 twisted_rightwards_arrows 🔀
  double_vertical_bar ⏸️ pause_button ⏸️ arrow_forward ▶️ black_square_for_stop ⏹️ fast_forward ⏩ lock 🔒 unlock 🔓 closed_lock_with_key 🔐 key 🔑 old_key 🗝️
  shield 🛡️ computer 💻 desktop_computer 🖥️ keyboard ⌨️ printer 🖨️ iphone 📱 telephone_receiver 📞 phone ☎️ headphones 🎧 satellite_antenna 📡
  signal_strength 📶 globe_with_meridians 🌐 electric_plug 🔌 battery 🔋 floppy_disk 💾 wrench 🔧 hammer_and_wrench 🛠️ gear ⚙️ nut_and_bolt 🔩 toolbox 🧰
  package 📦 inbox_tray 📥 outbox_tray 📤 envelope ✉️ email 📧 incoming_envelope 📨 mailbox 📫 memo 📝 pencil ✏️ pencil2 ✏️ page_facing_up 📄
  clipboard 📋 pushpin 📌 round_pushpin 📍 paperclip 📎 link 🔗 mag 🔍 books 📚 book 📖 bookmark 🔖 label 🏷️ bar_chart 📊 chart_with_upwards_trend 📈
  chart_with_downwards_trend 📉 file_folder 📁 open_file_folder 📂 card_index 📇 speech_balloon 💬 thought_balloon 💭 left_speech_bubble 🗨️ loudspeaker 📢
  mega 📣 busts_in_silhouette 👥 bust_in_silhouette 👤 technologist 🧑‍💻 construction_worker 👷 sleuth_or_spy 🕵️ robot_face 🤖 crown 👑 medal 🏅 trophy 🏆
  house 🏠 office 🏢 hospital 🏥 stethoscope 🩺 airplane ✈️ car 🚗 truck 🚚 coffee ☕ pizza 🍕 cake 🍰 sunny ☀️ cloud ☁️ snowflake ❄️ umbrella ☔
  seedling 🌱 four_leaf_clover 🍀 bug 🐛 turtle 🐢 dog 🐶 cat 🐱 one 1️⃣ two 2️⃣ three 3️⃣ four 4️⃣ five 5️⃣ checkered_flag 🏁 triangular_flag_on_post 🚩 new 🆕 sos 🆘 recycle ♻️`;
const EMOJI = new Map(EMOJI_LIST.trim().split(/\s+/).flatMap((word, at, words) => (at % 2 ? [] : [[word, words[at + 1]]])));

const unescaped = (text) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
const emojiNode = (name) => (EMOJI.has(name) ? el('span', { class: 'emoji', role: 'img', 'aria-label': name, title: `:${name}:` }, EMOJI.get(name)) : `:${name}:`);

/** A link for web and mail addresses; any other address stays text. */
function link(address, label = address) {
  if (!/^(https?:\/\/|mailto:|tel:)/i.test(address)) return el('span', {}, label);
  return el('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, label);
}

function mention(id, label) {
  const name = label ?? (person(id).real_name || id);
  return el('span', { class: id === me().id ? 'mention me' : 'mention' }, `@${name.replace(/^@/, '')}`);
}

function channelLink(id, label) {
  const known = conversation(id);
  if (!known) return el('span', { class: 'mention' }, `#${label || 'private-channel'}`);
  return el('a', { class: 'mention', href: addressOf({ channel: id }), onclick: followed({ channel: id }) }, `#${titleOf(known)}`);
}

/** `at` is in seconds. */
function dateNode(at, format, fallback, address) {
  const date = dateOf(at);
  const text = Number.isNaN(date.getTime()) ? fallback : formatDate(date, format);
  return address ? link(address, text) : el('time', { title: `${longDay(date)}, ${clockTime(date)}` }, text);
}

function groupMention(id, label) {
  const known = page.workspace.groups.find((one) => one.id === id);
  return el('span', { class: 'mention group' }, `@${(label || known?.handle || id).replace(/^@/, '')}`);
}

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
  return el('span', { class: 'mention group' }, `@${label ?? name}`);
}

function splitOnce(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

// A rule is [pattern, match -> node]. No pattern lets two of its parts match the same character: long hostile text stays cheap.
const nested = (tag, rules) => (match) => el(tag, {}, inline(match[1], rules()));
const ENTITY = [/<([^<>\n]+)>/g, (match) => entity(match[1])];
const CODE = [/`([^`\n]+)`/g, (match) => el('code', {}, inline(match[1], [ENTITY]))];
const SHORTCODE = [/:([a-z0-9_+-]+):/g, (match) => emojiNode(match[1])];
const ADDRESS = [/https?:\/\/[^\s<>|"]+[^\s<>|".,;:!?)]/g, (match) => link(unescaped(match[0]))];
const BOLD = [/(?<![\w*])\*(?![\s*])((?:<[^<>\n]*>|[^*\n<])+)(?<!\s)\*(?![\w*])/g, nested('b', () => MRKDWN)];
const ITALIC = [/(?<![\w_])_(?![\s_])((?:<[^<>\n]*>|[^_\n<])+)(?<!\s)_(?![\w_])/g, nested('i', () => MRKDWN)];
const STRIKE = [/(?<![\w~])~(?![\s~])((?:<[^<>\n]*>|[^~\n<])+)(?<!\s)~(?![\w~])/g, nested('s', () => MRKDWN)];
const MRKDWN = [ENTITY, CODE, SHORTCODE, BOLD, ITALIC, STRIKE, ADDRESS];
const PLAIN = [SHORTCODE];
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

/** The nodes of `text`: what the first matching rule builds, and text in between. */
function inline(text, rules) {
  const nodes = [];
  const next = rules.map(([pattern]) => matchFrom(pattern, text, 0));
  for (let at = 0; ; ) {
    const rule = earliest(next);
    const match = next[rule];
    nodes.push(unescaped(text.slice(at, match?.index)));
    if (!match) return nodes.filter((node) => node !== '');
    nodes.push(rules[rule][1](match));
    at = match.index + match[0].length;
    next.forEach((one, which) => one && one.index < at && (next[which] = matchFrom(rules[which][0], text, at)));
  }
}

function matchFrom(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function earliest(matches) {
  return matches.reduce((best, match, which) => (match && (!matches[best] || match.index < matches[best].index) ? which : best), 0);
}

/** Neighbouring lines of one kind together: [[kind, lines], …]. */
function runsOf(lines, kindOf) {
  const runs = [];
  for (const line of lines) {
    const kind = kindOf(line);
    if (runs.at(-1)?.[0] === kind) runs.at(-1)[1].push(line);
    else runs.push([kind, [line]]);
  }
  return runs;
}

const MRKDWN_FENCE = /```\n?([\s\S]*?)\n?``` *\n?/;
const MARKDOWN_FENCE = /```(?:\w*\n)?([\s\S]*?)\n?``` *\n?/;

/** Splits at the fences of code; `prose` draws what is between them. */
function fenced(text, fence, prose) {
  return text.split(fence).map((part, at) => (at % 2 ? el('pre', {}, unescaped(part)) : part && prose(part)));
}

const MRKDWN_LINES = {
  quote: (lines) => el('blockquote', {}, inline(lines.map((line) => line.replace(/^(&gt;|>) ?/, '')).join('\n'), MRKDWN)),
  item: (lines) => lines.map((line) => el('div', { class: 'item' }, inline(line, MRKDWN))),
  text: (lines) => el('div', { class: 'lines' }, inline(lines.join('\n'), MRKDWN)),
};

function mrkdwnLine(line) {
  if (/^(&gt;|>)/.test(line)) return 'quote';
  return /^\s*([•◦▪‣-]|\d+[.)])\s/.test(line) ? 'item' : 'text';
}

const mrkdwn = (text) => el('div', { class: 'mrkdwn' }, fenced(text, MRKDWN_FENCE, (prose) => runsOf(prose.split('\n'), mrkdwnLine).map(([kind, lines]) => MRKDWN_LINES[kind](lines))));

const MARKDOWN_STARTS = { heading: /^#{1,6}\s/, bullet: /^\s*[-*+]\s/, number: /^\s*\d+[.)]\s/, quote: /^>\s?/, rule: /^(-{3,}|\*{3,})\s*$/, table: /^\|.*\|\s*$/ };
const listed = (tag) => (lines) => el(tag, {}, lines.map((line) => el('li', { class: /^\s{2,}/.test(line) ? 'deeper' : null }, inline(line.replace(/^\s*([-*+]|\d+[.)])\s+/, ''), MARKDOWN))));
const MARKDOWN_LINES = {
  heading: (lines) => lines.map((line) => el(`h${Math.min(6, line.search(/[^#]/) + 2)}`, {}, inline(line.replace(/^#+\s+/, ''), MARKDOWN))),
  bullet: listed('ul'),
  number: listed('ol'),
  quote: (lines) => el('blockquote', {}, inline(lines.map((line) => line.replace(/^>\s?/, '')).join('\n'), MARKDOWN)),
  rule: () => el('hr'),
  table: (lines) => grid(lines.filter((line) => !/^\|[\s:|-]+\|\s*$/.test(line)).map((line) => line.trim().slice(1, -1).split('|').map((cell) => inline(cell.trim(), MARKDOWN)))),
  text: (lines) => el('p', {}, inline(lines.join('\n'), MARKDOWN)),
};

function markdownLine(line) {
  return Object.keys(MARKDOWN_STARTS).find((kind) => MARKDOWN_STARTS[kind].test(line)) ?? 'text';
}

function markdown(text) {
  return el('div', { class: 'mrkdwn markdown' }, fenced(text, MARKDOWN_FENCE, (prose) => runsOf(prose.split('\n'), markdownLine).map(([kind, lines]) => MARKDOWN_LINES[kind](lines))));
}

function grid(rows, aligns = []) {
  const cells = (row, tag) => row.map((cell, column) => el(tag, { class: aligns[column] ? `to-${aligns[column]}` : null, scope: tag === 'th' ? 'col' : null }, cell));
  return el('div', { class: 'scroll-x' }, el('table', {}, el('thead', {}, el('tr', {}, cells(rows[0] ?? [], 'th'))), el('tbody', {}, rows.slice(1).map((row) => el('tr', {}, cells(row, 'td'))))));
}

/** A Slack text object, or a bare string taken as plain text. */
function textOf(text) {
  if (absent(text)) return null;
  if (typeof text === 'string') return text;
  return text.type === 'mrkdwn' ? mrkdwn(text.text) : el('span', { class: 'plain' }, inline(text.text, PLAIN));
}

const plainText = (text) => (typeof text === 'string' ? text : (text?.text ?? '')).replace(/:([a-z0-9_+-]+):/g, (whole, name) => EMOJI.get(name) ?? whole);

const RICH_INLINE = {
  text: (piece) => piece.text,
  link: (piece) => link(piece.url, piece.text ?? piece.url),
  user: (piece) => mention(piece.user_id),
  usergroup: (piece) => groupMention(piece.usergroup_id),
  channel: (piece) => channelLink(piece.channel_id),
  broadcast: (piece) => el('span', { class: 'mention group' }, `@${piece.range}`),
  emoji: (piece) => emojiNode(piece.name),
  date: (piece) => dateNode(piece.timestamp, piece.format, piece.fallback ?? '', piece.url),
  color: (piece) => piece.value,
};
const RICH_STYLES = { bold: 'b', italic: 'i', strike: 's', code: 'code' };
const RICH_BLOCKS = {
  rich_text_section: (part) => el('div', { class: 'lines' }, richPieces(part.elements)),
  rich_text_preformatted: (part) => el('pre', {}, richPieces(part.elements)),
  rich_text_quote: (part) => el('blockquote', {}, richPieces(part.elements)),
  rich_text_list: (part) => el(part.style === 'ordered' ? 'ol' : 'ul', { class: `indent-${part.indent ?? 0}`, start: part.offset ? part.offset + 1 : null }, part.elements.map((item) => el('li', {}, richPieces(item.elements)))),
};

const richPieces = (pieces) => pieces.map((piece) => styled(RICH_INLINE[piece.type]?.(piece) ?? '', piece.style));
const styled = (node, style = {}) => Object.keys(RICH_STYLES).reduce((inner, name) => (style[name] ? el(RICH_STYLES[name], {}, inner) : inner), node);
const richText = (block) => el('div', { class: 'mrkdwn' }, block.elements.map((part) => RICH_BLOCKS[part.type]?.(part) ?? null));

// ── Lists to pick from ───────────────────────────────────────────────────────────────────────────────────────────────────

let lastId = 0;
const newId = (name) => `${name}-${++lastId}`;

/** A listbox (or menu) steered by the keys of `owner`, which keeps the focus. Items: {label, detail, lead, group, selected, danger, pick}. */
class PickList {
  constructor(label, owner, role = 'listbox') {
    this.id = newId('list');
    this.owner = owner;
    this.itemRole = role === 'menu' ? 'menuitem' : 'option';
    this.node = el('div', { id: this.id, class: 'pick-list', role, 'aria-label': label, onmousedown: (event) => event.preventDefault() });
  }

  show(items) {
    this.items = items;
    this.node.replaceChildren(...runsOf(items, (item) => item.group ?? '').flatMap(([group, run]) => this.section(group, run)));
    if (!items.length) this.node.append(el('p', { class: 'nothing' }, 'Nothing found.'));
    this.mark(Math.max(0, items.findIndex((item) => item.selected)));
  }

  section(group, items) {
    const heading = group && el('div', { class: 'pick-group', role: 'presentation' }, group);
    return [heading, ...items.map((item) => this.row(item))].filter(Boolean);
  }

  row(item) {
    const picked = this.itemRole === 'option' ? String(Boolean(item.selected)) : null;
    const attributes = { id: newId('item'), role: this.itemRole, class: item.danger ? 'danger' : null, 'aria-selected': picked, onclick: () => item.pick() };
    const words = el('span', { class: 'pick-label' }, item.label, item.detail && el('small', {}, item.detail));
    return el('div', attributes, item.lead, words, item.selected && icon('check'));
  }

  mark(index) {
    const rows = this.node.querySelectorAll(`[role=${this.itemRole}]`);
    this.active = Math.min(Math.max(index, 0), rows.length - 1);
    rows.forEach((row, at) => row.classList.toggle('active', at === this.active));
    this.owner.setAttribute('aria-activedescendant', rows[this.active]?.id ?? '');
    rows[this.active]?.scrollIntoView({ block: 'nearest' });
  }

  /** True when the key was meant for the list. */
  onKey(event) {
    const step = { ArrowDown: this.active + 1, ArrowUp: this.active - 1, PageDown: this.active + 8, PageUp: this.active - 8 }[event.key];
    const chosen = event.key === 'Enter' || event.key === 'Tab' ? this.items[this.active] : null;
    if (step === undefined && !chosen) return false;
    event.preventDefault();
    event.stopPropagation();
    if (chosen) chosen.pick();
    else this.mark(step);
    return true;
  }
}

const matching = (items, query) => items.filter((item) => `${item.label} ${item.detail ?? ''} ${item.keywords ?? ''}`.toLowerCase().includes(query.toLowerCase()));

/**
 * Opens a list under `anchor`. `find(query)` gives the items, perhaps later; with `search` there is a field to filter by.
 * A picked item closes the list unless its `pick` returns 'stay'.
 */
function openMenu(anchor, label, find, { search = false, role = 'listbox', kind = '' } = {}) {
  const box = el('div', { class: `popover ${kind}`, popover: 'auto' });
  const owner = search ? searchField(label) : el('div', { tabindex: 0, class: 'keys', 'aria-label': label, role: 'group' });
  const list = new PickList(label, owner, role);
  const show = async () => list.show((await find(owner.value ?? '')).map((item) => ({ ...item, pick: () => (item.pick() === 'stay' ? show() : box.hidePopover()) })));
  owner.addEventListener('input', show);
  owner.addEventListener('keydown', (event) => list.onKey(event));
  owner.setAttribute('aria-controls', list.id);
  box.append(owner, list.node);
  box.addEventListener('toggle', (event) => event.newState === 'closed' && closed(box, anchor));
  (anchor.closest('dialog') ?? document.body).append(box);
  anchor.setAttribute('aria-expanded', 'true');
  box.showPopover();
  return show().then(() => beside(box, anchor, owner));
}

function searchField(label) {
  return el('input', { class: 'search', type: 'text', role: 'combobox', 'aria-expanded': 'true', 'aria-label': `${label}: filter`, placeholder: 'Search', autocomplete: 'off' });
}

function closed(box, anchor) {
  anchor.setAttribute('aria-expanded', 'false');
  box.remove();
}

/** Puts `box` under `anchor`, or above where there is no room. */
function beside(box, anchor, owner) {
  const around = anchor.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const above = around.bottom + height + 8 > innerHeight;
  box.style.top = `${Math.max(8, above ? around.top - height - 4 : around.bottom + 4)}px`;
  box.style.left = `${Math.max(8, Math.min(around.left, innerWidth - width - 8))}px`;
  owner.focus();
}

const menuOf = (items) => async (query) => matching(items, query);

function emojiMenu(anchor, pick) {
  const once = new Map([...EMOJI].reverse().map(([name, character]) => [character, name])); // some have several names
  const items = [...once].reverse().map(([character, name]) => ({ label: name, lead: el('span', { class: 'emoji' }, character), pick: () => pick(name) }));
  return openMenu(anchor, 'Emoji', menuOf(items), { search: true, kind: 'emojis' });
}

// ── Elements ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

// A surface is what blocks stand on: {key, container, blocks, state}. A spot is a surface, a block on it and one of its elements.
// What a person chose or typed is held here until it is submitted; it outlives a redraw as long as the ids stay the same.
const held = new Map();

const spotKey = (spot) => `${spot.surface.key}/${spot.block.block_id}/${spot.element.action_id}`;
const stateOf = (spot) => held.get(spotKey(spot)) ?? spot.surface.state?.[spot.block.block_id]?.[spot.element.action_id] ?? initialState(spot.element);

/** The element's part of Slack's `state.values`, as it is before anybody touches it; null for those that have none. */
function initialState(element) {
  const { type } = element;
  const select = selectOf(type);
  if (select) return { type, [select.holds]: element[select.holds.replace('selected', 'initial')] ?? (select.multi ? [] : null) };
  if (type === 'checkboxes') return { type, selected_options: element.initial_options ?? [] };
  if (type === 'radio_buttons') return { type, selected_option: element.initial_option ?? null };
  if (PICKERS[type]) return { type, [PICKERS[type].holds]: element[PICKERS[type].initial] ?? null };
  return WRITTEN[type] ? { type, value: element.initial_value ?? null } : null;
}

function elementsOf(block) {
  if (block.type === 'input') return [block.element];
  if (block.type === 'section') return block.accessory ? [block.accessory] : [];
  return block.type === 'actions' ? block.elements : [];
}

/** block_id -> action_id -> state of everything on the surface. */
function valuesOf(surface) {
  const spots = surface.blocks.flatMap((block) => elementsOf(block).map((element) => ({ surface, block, element })));
  const values = {};
  for (const spot of spots) if (initialState(spot.element)) (values[spot.block.block_id] ??= {})[spot.element.action_id] = stateOf(spot);
  return values;
}

/** Holds the new state and, where the app wants to know at once, tells it. */
function changed(spot, state, node) {
  held.set(spotKey(spot), { type: spot.element.type, ...state });
  if (spot.block.type !== 'input' || spot.block.dispatch_action) act(spot, state, node);
}

async function act(spot, state, node) {
  const { surface, block, element } = spot;
  if (element.confirm && !(await confirmed(element.confirm))) return;
  await whileBusy(node, async () => {
    const answer = await tell('action', { container: surface.container, block_id: block.block_id, action_id: element.action_id, ...state, values: valuesOf(surface) });
    if (answer.ok === false) toast(notAnswered(answer.error));
  });
}

const labelOf = ({ block, element }) => plainText(block.label ?? element.placeholder ?? block.text) || element.action_id;
const spotMarks = (spot) => ({ 'data-spot': spotKey(spot), 'data-action': spot.element.action_id, autofocus: spot.element.focus_on_load, ...fieldMarks(spot) });

function fieldMarks({ surface, block, element }) {
  if (block.type !== 'input') return { 'aria-label': plainText(element.accessibility_label ?? element.placeholder ?? block.text) || null };
  const wrong = Boolean(surface.errors?.[block.block_id]);
  return { 'aria-label': plainText(block.label), 'aria-required': String(!block.optional), 'aria-invalid': String(wrong), 'aria-describedby': wrong ? `error-${block.block_id}` : null };
}

function button(spot) {
  const { element } = spot;
  if (element.visible_to_user_ids && !element.visible_to_user_ids.includes(me().id)) return null;
  const onclick = (event) => {
    if (/^https?:/i.test(element.url ?? '')) window.open(element.url, '_blank', 'noopener');
    act(spot, { value: element.value }, event.currentTarget);
  };
  return el('button', { type: 'button', class: `button ${element.style ?? ''}`, onclick, ...spotMarks(spot), 'aria-label': element.accessibility_label }, textOf(element.text), el('span', { class: 'spinner' }));
}

const SELECT_TYPE = /^(multi_)?(static|external|users|conversations|channels)_select$/;

/** What kind of select it is and under which key its state holds the choice. */
function selectOf(type) {
  const [, multi, kind] = SELECT_TYPE.exec(type) ?? [];
  if (!kind) return null;
  const noun = { static: 'option', external: 'option', users: 'user', conversations: 'conversation', channels: 'channel' }[kind];
  return { kind, multi: Boolean(multi), holds: `selected_${noun}${multi ? 's' : ''}` };
}

const optionChoice = (option, group) => ({ raw: option, id: option.value, label: plainText(option.text), detail: plainText(option.description), group: plainText(group) });
const placeChoice = (one) => ({ raw: one.id, id: one.id, label: one.user ? titleOf(one) : `#${one.name}` });
const choicesIn = (found) => found.option_groups?.flatMap((group) => group.options.map((option) => optionChoice(option, group.label))) ?? (found.options ?? []).map((option) => optionChoice(option));

const CHOICES = {
  static: (spot) => choicesIn(spot.element),
  external: async (spot, query) => choicesIn(await tell('suggest', { container: spot.surface.container, block_id: spot.block.block_id, action_id: spot.element.action_id, value: query })),
  users: () => page.workspace.people.map((one) => ({ raw: one.id, id: one.id, label: one.real_name, detail: one.title, lead: avatar(one, 'tiny') })),
  conversations: () => [...page.workspace.channels, ...page.workspace.dms].map(placeChoice),
  channels: () => page.workspace.channels.filter((one) => !one.is_private).map(placeChoice),
};

const choiceId = (raw) => raw?.value ?? raw;
function choiceLabel(raw) {
  if (raw?.text) return plainText(raw.text);
  const place = conversation(raw);
  return personNamed(raw)?.real_name ?? (place ? titleOf(place) : raw);
}

function selectElement(spot) {
  const select = selectOf(spot.element.type);
  const chosen = () => [stateOf(spot)[select.holds] ?? []].flat();
  const node = el('button', { type: 'button', role: 'combobox', 'aria-haspopup': 'listbox', 'aria-expanded': 'false', class: 'select', ...spotMarks(spot) });
  const shown = () => node.replaceChildren(el('span', { class: chosen().length ? '' : 'placeholder' }, chosen().map(choiceLabel).join(', ') || plainText(spot.element.placeholder) || 'Select an option'), icon('down'));
  const choose = (raw) => {
    changed(spot, { [select.holds]: select.multi ? toggled(chosen(), raw, spot.element.max_selected_items) : raw }, node);
    shown();
    return select.multi && 'stay';
  };
  const items = async (query) => {
    const choices = await CHOICES[select.kind](spot, query);
    const fitting = select.kind === 'external' ? choices : matching(choices, query);
    const picked = new Set(chosen().map(choiceId));
    return fitting.map((choice) => ({ ...choice, selected: picked.has(choice.id), pick: () => choose(choice.raw) }));
  };
  node.addEventListener('click', () => openMenu(node, labelOf(spot), items, { search: true, kind: 'wide' }));
  shown();
  return node;
}

function toggled(chosen, raw, most = Infinity) {
  const without = chosen.filter((one) => choiceId(one) !== choiceId(raw));
  return without.length < chosen.length ? without : [...chosen, raw].slice(0, most);
}

function overflow(spot) {
  const items = spot.element.options.map((option) => ({ ...optionChoice(option), pick: () => { act(spot, { selected_option: option }, node); } }));
  const node = iconButton('more', 'More actions', () => openMenu(node, 'More actions', menuOf(items), { role: 'menu' }), { 'aria-haspopup': 'menu', ...spotMarks(spot), 'aria-label': 'More actions' });
  return node;
}

function checks(spot, type, chosen, change) {
  const name = newId('choice');
  const selected = new Set(chosen.map(choiceId));
  const row = (option) => {
    const input = el('input', { type, name, value: option.value, checked: selected.has(option.value), onchange: (event) => change(option, event.target), 'data-spot': `${spotKey(spot)}/${option.value}` });
    return el('label', { class: 'check' }, input, el('span', {}, textOf(option.text), option.description && el('small', {}, textOf(option.description))));
  };
  return el('div', { class: 'checks', role: type === 'radio' ? 'radiogroup' : 'group', ...spotMarks(spot) }, spot.element.options.map(row));
}

function checkboxes(spot) {
  const chosen = () => stateOf(spot).selected_options ?? [];
  return checks(spot, 'checkbox', chosen(), (option) => changed(spot, { selected_options: toggled(chosen(), option) }));
}

function radioButtons(spot) {
  return checks(spot, 'radio', [stateOf(spot).selected_option ?? []].flat(), (option) => changed(spot, { selected_option: option }));
}

const PICKERS = {
  datepicker: { input: 'date', holds: 'selected_date', initial: 'initial_date', from: (value) => value, to: (text) => text || null },
  timepicker: { input: 'time', holds: 'selected_time', initial: 'initial_time', from: (value) => value, to: (text) => text || null },
  datetimepicker: {
    input: 'datetime-local',
    holds: 'selected_date_time',
    initial: 'initial_date_time',
    from: (seconds) => seconds && wallTime(dateOf(seconds)),
    to: (text) => (text ? instantOf(text) : null),
  },
};

const wallTime = (date) => new Intl.DateTimeFormat('sv-SE', { timeZone: me().tz, dateStyle: 'short', timeStyle: 'short' }).format(date).replace(' ', 'T');

/** Seconds since 1970 when the person's wall clock shows `text`. */
function instantOf(text) {
  const asIfUtc = Date.parse(`${text}Z`);
  return (2 * asIfUtc - Date.parse(`${wallTime(new Date(asIfUtc))}Z`)) / 1000;
}

function picker(spot) {
  const { input, holds, from, to } = PICKERS[spot.element.type];
  const onchange = (event) => changed(spot, { [holds]: to(event.target.value) });
  return el('input', { type: input, class: 'field short', value: from(stateOf(spot)[holds]), onchange, ...spotMarks(spot) });
}

const WRITTEN = { plain_text_input: 'text', email_text_input: 'email', url_text_input: 'url', number_input: 'text' };

function written(spot) {
  const { element, block } = spot;
  const tells = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  const hold = (event) => held.set(spotKey(spot), { type: element.type, value: event.target.value || null });
  const send = (event) => block.dispatch_action && act(spot, { value: event.target.value });
  const attributes = {
    class: 'field',
    placeholder: plainText(element.placeholder) || null,
    maxlength: element.max_length,
    inputmode: element.type === 'number_input' ? 'decimal' : null,
    oninput: (event) => { hold(event); if (tells.includes('on_character_entered')) send(event); },
    onkeydown: (event) => { if (event.key === 'Enter' && !element.multiline && tells.includes('on_enter_pressed')) send(event); },
    ...spotMarks(spot),
  };
  const value = stateOf(spot).value ?? '';
  return element.multiline ? el('textarea', { rows: 4, ...attributes }, value) : el('input', { type: WRITTEN[element.type], value, ...attributes });
}

function feedback(spot) {
  const row = (choice) => el('button', { type: 'button', class: 'button small', onclick: (event) => act(spot, { value: choice.value }, event.currentTarget) }, textOf(choice.text));
  return [row(spot.element.positive_button), row(spot.element.negative_button)];
}

const ELEMENTS = { button, overflow, checkboxes, radio_buttons: radioButtons, feedback_buttons: feedback, image: ({ element }) => picture(element, 'accessory') };
for (const type of Object.keys(PICKERS)) ELEMENTS[type] = picker;
for (const type of Object.keys(WRITTEN)) ELEMENTS[type] = written;

function drawElement(surface, block, element) {
  const draw = selectOf(element.type) ? selectElement : ELEMENTS[element.type];
  return draw ? draw({ surface, block, element }) : unknown(element.type);
}

const unknown = (type) => el('span', { class: 'unknown' }, `${type} is not drawn on this page`);

/** Asks before something is done; true when the person agrees. */
function confirmed({ title, text, confirm, deny, style }) {
  const dialog = byId('confirm');
  const close = (answer) => () => dialog.close(answer);
  dialog.replaceChildren(
    el('header', {}, el('h2', { id: 'confirm-title' }, textOf(title)), iconButton('close', 'Close', close('no'))),
    el('div', { class: 'modal-body' }, textOf(text)),
    el('footer', {}, el('button', { type: 'button', class: 'button', onclick: close('no') }, textOf(deny)), el('button', { type: 'button', class: `button ${style ?? 'primary'}`, autofocus: true, onclick: close('yes') }, textOf(confirm))),
  );
  dialog.setAttribute('aria-labelledby', 'confirm-title');
  dialog.returnValue = '';
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true }));
}

// ── Blocks ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

function section(block, surface) {
  const fields = block.fields && el('div', { class: 'fields' }, block.fields.map((field) => el('div', {}, textOf(field))));
  const accessory = block.accessory && el('div', { class: 'accessory' }, drawElement(surface, block, block.accessory));
  return el('div', { class: 'block section' }, el('div', { class: 'words' }, textOf(block.text), fields), accessory);
}

function inputBlock(block, surface) {
  const error = surface.errors?.[block.block_id];
  return el(
    'div',
    { class: `block input ${error ? 'wrong' : ''}` },
    el('div', { class: 'label' }, textOf(block.label), block.optional && el('span', { class: 'optional' }, ' (optional)')),
    drawElement(surface, block, block.element),
    error && el('p', { class: 'error', id: `error-${block.block_id}` }, icon('warning'), error),
    block.hint && el('p', { class: 'hint' }, textOf(block.hint)),
  );
}

/** Pictures of this workspace are shown; the page loads nothing from elsewhere, so others are a link with their description. */
function picture(image, kind) {
  const address = image.image_url ?? image.slack_file?.url ?? '';
  const local = address && (address.startsWith('data:image/') || new URL(address, location.href).origin === location.origin);
  return local ? el('img', { class: kind, src: address, alt: image.alt_text }) : el('span', { class: `picture ${kind}` }, icon('file'), link(address, image.alt_text || address));
}

function imageBlock(block) {
  return el('figure', { class: 'block image' }, block.title && el('figcaption', {}, textOf(block.title)), picture(block, 'large'));
}

function tableBlock(block) {
  const cell = (one) => (one.type === 'rich_text' ? richText(one) : String(one.text ?? one.value ?? ''));
  return el('div', { class: 'block' }, grid(block.rows.map((row) => row.map(cell)), (block.column_settings ?? []).map((column) => column?.align)));
}

const row = (kind) => (block, surface) => el('div', { class: `block ${kind}` }, block.elements.map((element) => drawElement(surface, block, element)));
const contextPart = (part) => (part.type === 'image' ? picture(part, 'inline') : textOf(part));
const BLOCKS = {
  section,
  input: inputBlock,
  image: imageBlock,
  table: tableBlock,
  actions: row('actions'),
  context_actions: row('actions'),
  header: (block) => el('h3', { class: 'block header' }, textOf(block.text)),
  divider: () => el('hr', { class: 'block' }),
  alert: (block) => el('div', { class: `block alert ${block.level ?? ''}`, role: 'note' }, icon('warning'), textOf(block.text)),
  context: (block) => el('div', { class: 'block context' }, block.elements.map(contextPart)),
  rich_text: (block) => el('div', { class: 'block' }, richText(block)),
  markdown: (block) => el('div', { class: 'block' }, markdown(block.text)),
  video: (block) => el('div', { class: 'block' }, link(block.title_url ?? block.video_url, plainText(block.title)), block.description && textOf(block.description)),
  file: (block) => el('div', { class: 'block' }, icon('file'), block.external_id),
};

const drawBlocks = (surface) => el('div', { class: 'blocks' }, surface.blocks.map((block) => BLOCKS[block.type]?.(block, surface) ?? unknown(block.type)));

// ── Messages ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

const QUICK_REACTIONS = ['white_check_mark', 'eyes', 'raised_hands'];
const QUIET_SUBTYPES = /^(channel|group)_(join|leave|topic|purpose|name|archive|unarchive)$/;
const CONTINUED_WITHIN = 300; // seconds between two messages of one author that are drawn as one

/** Rows for a list of messages with date dividers; in a thread (`inThread`) there are none. */
function rowsOf(messages, inThread) {
  return messages.flatMap((message, at) => {
    const before = messages[at - 1];
    const newDay = !inThread && (!before || !sameDay(dateOf(before.ts), dateOf(message.ts)));
    const continued = !newDay && message.ts !== page.newest && continues(before, message) && !(inThread && at === 1);
    return [newDay && dayDivider(message), !inThread && message.ts === page.newest && newDivider(), messageItem(message, continued, inThread)].filter(Boolean);
  });
}

function continues(before, message) {
  const alike = before && before.author.id === message.author.id && Boolean(before.ephemeral) === Boolean(message.ephemeral);
  return alike && !QUIET_SUBTYPES.test(before.subtype) && !before.reply_count && Number(message.ts) - Number(before.ts) < CONTINUED_WITHIN;
}

function dayDivider(message) {
  const day = dateOf(message.ts);
  const label = nearDay(day) ?? longDay(day);
  return { key: `day ${longDay(day)}`, signature: label, draw: () => el('div', { class: 'divider', role: 'separator', 'aria-label': label }, el('span', {}, label)) };
}

const newDivider = () => ({ key: 'new', signature: 'new', draw: () => el('div', { class: 'divider new', role: 'separator', 'aria-label': 'New' }, el('span', {}, 'New')) });

function messageItem(message, continued, inThread) {
  const signature = JSON.stringify([message, continued, page.as]);
  return { key: message.ts, signature, draw: () => (QUIET_SUBTYPES.test(message.subtype) ? quietRow(message) : messageRow(message, continued, inThread)) };
}

function quietRow(message) {
  return el('article', { class: 'message quiet', tabindex: -1, 'data-ts': message.ts }, avatar(authorOf(message), 'small'), el('div', { class: 'words' }, mrkdwn(message.text), el('time', {}, clockTime(dateOf(message.ts)))));
}

function messageRow(message, continued, inThread) {
  const time = clockTime(dateOf(message.ts));
  const marks = [continued && 'continued', message.ephemeral && 'ephemeral'].filter(Boolean).join(' ');
  const attributes = { class: `message ${marks}`, tabindex: -1, 'data-ts': message.ts, 'data-spot': message.ts, 'aria-label': `${message.author.real_name}, ${time}`, onkeydown: messageKey(message, inThread) };
  return el(
    'article',
    attributes,
    continued ? el('time', { class: 'gutter' }, time.replace(/ ?[AP]M/, '')) : avatar(authorOf(message)),
    el('div', { class: 'words' }, message.ephemeral && onlyYou(), message.subtype === 'thread_broadcast' && broadcastNote(message), !continued && byline(message, time), bodyOf(message), filesOf(message), reactionsOf(message), !inThread && threadSummary(message)),
    toolbar(message, inThread),
  );
}

const authorOf = ({ author }) => ({ ...person(author.id), ...author });
const onlyYou = () => el('p', { class: 'only-you' }, icon('eye'), 'Only visible to you');
const broadcastNote = (message) => el('p', { class: 'only-you' }, icon('reply'), el('button', { type: 'button', class: 'plain-link', onclick: () => go({ thread: message.thread_ts }) }, 'replied to a thread'));

function byline({ author, ts }, time) {
  const known = person(author.id);
  const badge = author.is_bot ? 'App' : (known.is_external && 'External') || (known.is_guest && 'Guest');
  return el('div', { class: 'byline' }, el('b', {}, author.real_name || author.name), badge && el('span', { class: 'badge' }, badge), el('time', { title: `${longDay(dateOf(ts))}, ${time}` }, time));
}

function bodyOf(message) {
  const surface = { key: `${message.channel}/${message.ts}/${JSON.stringify(message.blocks ?? [])}`, container: { type: 'message', channel: message.channel, ts: message.ts }, blocks: message.blocks ?? [], state: message.state?.values };
  const edited = message.edited && el('span', { class: 'edited' }, '(edited)');
  const typed = !message.author.is_bot; // the blocks of what a person typed do not tell emphasis and emoji, its text does
  const body = surface.blocks.length && !typed ? drawBlocks(surface) : el('div', { class: 'blocks' }, mrkdwn(message.text));
  return [body, edited, (message.attachments ?? []).map((attachment, at) => attachmentOf(message, attachment, at))];
}

function attachmentOf(message, attachment, at) {
  const surface = { key: `${message.channel}/${message.ts}/attachment ${at}`, container: { type: 'message', channel: message.channel, ts: message.ts }, blocks: attachment.blocks ?? [] };
  const content = surface.blocks.length ? drawBlocks(surface) : mrkdwn([attachment.pretext, attachment.title, attachment.text ?? attachment.fallback].filter(Boolean).join('\n'));
  return el('div', { class: 'attachment', tint: attachment.color && `#${attachment.color.replace('#', '')}` }, content);
}

function filesOf({ files = [] }) {
  return files.map((file) => el('div', { class: 'file' }, icon('file'), el('span', {}, el('b', {}, file.title || file.name), el('small', {}, `${file.mimetype ?? 'file'} · ${file.size ?? 0} bytes`))));
}

function reactionsOf(message) {
  const { reactions = [] } = message;
  if (!reactions.length) return null;
  return el('div', { class: 'reactions' }, reactions.map((reaction) => reactionChip(message, reaction)));
}

function reactionChip(message, { name, users }) {
  const mine = users.includes(me().id);
  const who = users.map((id) => (id === me().id ? 'you' : person(id).real_name)).join(', ');
  const label = `${name}, ${users.length} ${users.length === 1 ? 'person' : 'people'}: ${who}`;
  return el('button', { type: 'button', class: 'reaction', 'aria-pressed': String(mine), 'aria-label': label, title: `${who} reacted with :${name}:`, onclick: () => react(message, name) }, el('span', { class: 'emoji' }, EMOJI.get(name) ?? `:${name}:`), String(users.length));
}

function react(message, name) {
  const remove = message.reactions?.some((one) => one.name === name && one.users.includes(me().id)) ?? false;
  return tell('react', { channel: message.channel, ts: message.ts, name, remove });
}

function threadSummary(message) {
  if (!message.reply_count) return null;
  const last = dateOf(message.latest_reply ?? message.ts);
  const when = `Last reply ${nearDay(last)?.toLowerCase() ?? mediumDay(last)} at ${clockTime(last)}`;
  const faces = (message.reply_users ?? []).slice(0, 4).map((id) => avatar(person(id), 'tiny'));
  return el('button', { type: 'button', class: 'thread-summary', onclick: () => go({ thread: message.ts }) }, faces, el('b', {}, repliesIn(message.reply_count)), el('span', {}, when));
}

const repliesIn = (count) => `${count} ${count === 1 ? 'reply' : 'replies'}`;

function toolbar(message, inThread) {
  if (message.ephemeral) return null;
  const quick = QUICK_REACTIONS.map((name) => el('button', { type: 'button', class: 'icon-button', 'aria-label': `React with ${name}`, title: `:${name}:`, onclick: () => react(message, name) }, EMOJI.get(name)));
  const more = iconButton('more', 'More actions', () => openMenu(more, 'More actions', menuOf(messageActions(message)), { role: 'menu' }), { 'aria-haspopup': 'menu' });
  const smile = iconButton('smile', 'Add reaction', () => emojiMenu(smile, (name) => react(message, name)));
  return el('div', { class: 'toolbar', role: 'toolbar', 'aria-label': 'Message actions' }, quick, smile, !inThread && iconButton('reply', 'Reply in thread', () => go({ thread: rootOf(message) })), more);
}

const rootOf = (message) => message.thread_ts ?? message.ts;
const mine = (message) => message.author.id === me().id;

function messageActions(message) {
  const shortcuts = page.workspace.shortcuts.filter((one) => one.type === 'message').map((one) => ({
    label: one.name,
    detail: page.workspace.bot.real_name ?? page.workspace.bot.name,
    lead: icon('bolt'),
    group: 'Shortcuts',
    pick: () => { runShortcut(one, { channel: message.channel, ts: message.ts }); },
  }));
  const thread = { label: 'Reply in thread', lead: icon('reply'), pick: () => { go({ thread: rootOf(message) }); } };
  const own = [
    { label: 'Edit message', group: 'Your message', pick: () => editMessage(message) },
    { label: 'Delete message', group: 'Your message', danger: true, pick: () => { deleteMessage(message); } },
  ];
  return [thread, ...shortcuts, ...(mine(message) ? own : [])];
}

async function runShortcut(shortcut, target = {}) {
  const answer = await tell('shortcut', { callback_id: shortcut.callback_id, ...target });
  if (answer.ok === false) toast(notAnswered(answer.error));
}

async function deleteMessage({ channel, ts }) {
  const words = { title: 'Delete message', text: 'Are you sure you want to delete this message? This cannot be undone.', confirm: 'Delete', deny: 'Cancel', style: 'danger' };
  if (await confirmed(words)) await tell('delete', { channel, ts });
}

function editMessage(message) {
  const row = document.querySelector(`.message[data-ts="${message.ts}"] .words`);
  const box = el('textarea', { class: 'field', 'aria-label': 'Edit message', rows: 2 }, unescaped(message.text));
  const save = () => tell('edit', { channel: message.channel, ts: message.ts, text: box.value }).then(() => editor.remove());
  const editor = el('div', { class: 'editor' }, box, el('button', { type: 'button', class: 'button', onclick: () => editor.remove() }, 'Cancel'), el('button', { type: 'button', class: 'button primary', onclick: save }, 'Save'));
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') editor.remove();
    if (event.key === 'Enter' && !event.shiftKey) { event.preventDefault(); save(); }
    event.stopPropagation();
  });
  row.append(editor);
  setTimeout(() => box.focus());
}

/** With the focus on a message: T opens its thread, R reacts, E edits. */
function messageKey(message, inThread) {
  const doing = {
    t: () => !inThread && go({ thread: rootOf(message) }),
    r: (row) => emojiMenu(row, (name) => react(message, name)),
    e: () => mine(message) && editMessage(message),
  };
  return (event) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey || !doing[event.key]) return;
    event.preventDefault();
    doing[event.key](event.currentTarget);
  };
}

function drawMessages() {
  const list = byId('messages');
  list.hidden = atHome();
  byId('home').hidden = !atHome();
  byId('composer').hidden = atHome();
  keepInStep(list, [beginning(), ...rowsOf(page.messages, false)]);
  reachable(list);
}

/** Keeps the newest message in view while it is: when messages come or grow and when there is less room. */
function stayAtEnd(list) {
  let atEnd = true;
  const toEnd = () => { if (atEnd) list.scrollTop = list.scrollHeight; };
  list.addEventListener('scroll', () => { atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 60; });
  new MutationObserver(toEnd).observe(list, { childList: true, subtree: true });
  new ResizeObserver(toEnd).observe(list);
}

/** Lets Tab reach the last message; arrows reach the others. */
function reachable(list) {
  const rows = list.querySelectorAll('.message');
  rows.forEach((row, at) => row.setAttribute('tabindex', at === rows.length - 1 ? 0 : -1));
}

function beginning() {
  const place = here();
  const name = place && (place.user ? titleOf(place) : `#${titleOf(place)}`);
  const words = place?.user ? `This conversation is just between ${name} and you.` : `This is the very beginning of the ${name} channel.`;
  return { key: 'beginning', signature: `${name} ${page.as}`, draw: () => el('div', { class: 'beginning' }, place?.user && avatar(person(place.user), 'big'), el('h2', {}, name ?? ''), el('p', {}, words, ' ', place?.topic ?? '')) };
}

// ── Thread ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

function drawThread() {
  const pane = byId('thread');
  pane.hidden = !page.thread || atHome();
  document.body.classList.toggle('with-thread', !pane.hidden);
  if (pane.hidden) return pane.replaceChildren();
  if (pane.dataset.thread !== threadKey()) openThread(pane);
  const list = pane.querySelector('.messages');
  keepInStep(list, threadRows());
  reachable(list);
}

const threadKey = () => [page.as, page.channel, page.thread].join(' ');

function openThread(pane) {
  pane.dataset.thread = threadKey();
  const close = iconButton('close', 'Close thread', () => go({ thread: '' }));
  const list = el('div', { class: 'messages', role: 'log', 'aria-live': 'polite', 'aria-label': 'Replies' });
  arrowsMoveIn(list, '.message');
  stayAtEnd(list);
  pane.replaceChildren(el('header', { class: 'place' }, el('h2', {}, 'Thread'), el('span', { class: 'topic' }, here() ? titleOf(here()) : ''), close), list, el('div', { class: 'foot' }, composer(page.thread)));
  pane.querySelector('textarea').focus();
}

function threadRows() {
  const [root, ...replies] = rowsOf(page.replies, true);
  const label = repliesIn(page.replies.length - 1);
  const divider = { key: 'count', signature: label, draw: () => el('div', { class: 'divider count' }, el('span', {}, label)) };
  return root ? [root, ...(replies.length ? [divider, ...replies] : [])] : [];
}

// ── Composer ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

const drafts = new Map();

/** Where a person writes: into the open conversation, or into the thread of `threadTs`. */
function composer(threadTs = '') {
  const draft = `${page.as} ${page.channel} ${threadTs}`;
  const place = here();
  const label = threadTs ? 'Reply…' : `Message ${place.user ? titleOf(place) : `#${titleOf(place)}`}`;
  const box = el('textarea', { rows: 1, placeholder: label, 'aria-label': threadTs ? 'Reply in thread' : label, 'aria-autocomplete': 'list' }, drafts.get(draft) ?? '');
  const list = new PickList('Suggestions', box);
  const send = iconButton('send', 'Send', () => post(box, threadTs), { class: 'icon-button send' });
  const fit = () => { fitted(box); send.disabled = !box.value.trim(); drafts.set(draft, box.value); };
  list.node.hidden = true;
  box.addEventListener('input', () => { fit(); suggest(box, list); });
  box.addEventListener('blur', () => { list.node.hidden = true; });
  box.addEventListener('keydown', (event) => composerKey(event, box, list, threadTs));
  setTimeout(fit);
  return el('div', { class: 'composer' }, list.node, box, el('div', { class: 'tools' }, composerTools(box, threadTs), send));
}

function composerTools(box, threadTs) {
  const plus = iconButton('plus', 'Shortcuts and files', () => openMenu(plus, 'Shortcuts and files', menuOf(composerActions(threadTs)), { role: 'menu' }), { 'aria-haspopup': 'menu' });
  const smile = iconButton('smile', 'Emoji', () => emojiMenu(smile, (name) => insert(box, `:${name}: `)));
  return [plus, smile, iconButton('at', 'Mention someone', () => insert(box, '@')), el('span', { class: 'keys-hint' }, el('b', {}, 'Enter'), ' to send, ', el('b', {}, 'Shift+Enter'), ' for a new line')];
}

function composerActions(threadTs) {
  const shortcuts = page.workspace.shortcuts.filter((one) => one.type === 'global');
  const rows = shortcuts.map((one) => ({ label: one.name, lead: icon('bolt'), group: 'Shortcuts', pick: () => { runShortcut(one); } }));
  return [...rows, { label: 'Upload a text file', lead: icon('file'), group: 'Files', pick: () => chooseFile(threadTs) }];
}

function chooseFile(threadTs) {
  const input = el('input', { type: 'file', onchange: async () => {
    const [file] = input.files;
    await tell('upload', { channel: page.channel, name: file.name, content: await file.text(), thread_ts: threadTs || undefined });
  } });
  input.click();
}

function insert(box, text) {
  box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end');
  box.focus();
  box.dispatchEvent(new Event('input'));
}

function fitted(box) {
  if (!box.offsetParent) return; // hidden: there is nothing to measure
  box.style.height = 'auto';
  box.style.height = `${Math.min(box.scrollHeight, 240)}px`;
}

function composerKey(event, box, list, threadTs) {
  if (event.isComposing) return;
  if (!list.node.hidden) {
    if (list.onKey(event)) return;
    if (event.key === 'Escape') { list.node.hidden = true; event.stopPropagation(); return; }
  }
  if (event.key === 'Enter' && !event.shiftKey) { event.preventDefault(); post(box, threadTs); }
  if (event.key === 'ArrowUp' && !box.value) { event.preventDefault(); editLast(threadTs); }
}

function editLast(threadTs) {
  const last = (threadTs ? page.replies : page.messages).filter((message) => mine(message) && !message.ephemeral).at(-1);
  if (last) editMessage(last);
}

async function post(box, threadTs) {
  const text = box.value.trim();
  if (!text) return;
  box.value = '';
  box.dispatchEvent(new Event('input'));
  try {
    await (text.startsWith('/') ? slash(text, threadTs) : tell('say', { channel: page.channel, text, thread_ts: threadTs || undefined }));
    endOf(box);
  } catch (error) {
    box.value = text;
    box.dispatchEvent(new Event('input'));
    throw error;
  }
}

function endOf(box) {
  const list = (box.closest('.thread') ?? byId('main')).querySelector('.messages');
  list.scrollTop = list.scrollHeight;
}

async function slash(line, threadTs) {
  const [, command, text] = /^(\S+)\s*([\s\S]*)$/.exec(line);
  if (threadTs) throw new Error(`${command} is not supported in threads. Use it in the conversation itself.`);
  if (!page.workspace.commands.some((one) => one.command === command)) throw new Error(`${command} is not a command here. Start with a space to send it as a message.`);
  const answer = await tell('slash', { channel: page.channel, command, text });
  if (answer.ok === false) toast(`${command} failed: ${notAnswered(answer.error)}`);
}

const COMPLETIONS = [
  [/^\/(\S*)$/, () => page.workspace.commands.map((one) => ({ word: `${one.command} `, label: `${one.command} ${one.usage_hint ?? ''}`, detail: one.description, lead: icon('bolt') }))],
  [/(?<=^|\s)@(\S*)$/, () => mentionable()],
  [/(?<=^|\s)#(\S*)$/, () => page.workspace.channels.map((one) => ({ word: `#${one.name} `, label: `#${one.name}`, detail: one.topic }))],
  [/(?<=^|\s):([a-z0-9_+-]{2,})$/, () => [...EMOJI].map(([name, character]) => ({ word: `:${name}: `, label: `:${name}:`, lead: el('span', { class: 'emoji' }, character) }))],
];

function mentionable() {
  const people = page.workspace.people.map((one) => ({ word: `@${one.name} `, label: one.real_name, detail: one.title, keywords: one.name, lead: avatar(one, 'tiny') }));
  return [...people, ...page.workspace.groups.map((one) => ({ word: `@${one.handle} `, label: `@${one.handle}`, detail: one.name }))];
}

/** Offers commands, people, channels or emoji for the word before the caret. */
function suggest(box, list) {
  const before = box.value.slice(0, box.selectionStart);
  const [match, found] = COMPLETIONS.map(([pattern, items]) => [pattern.exec(before), items]).find(([hit]) => hit) ?? [];
  const items = match ? matching(found(), match[1]).slice(0, 9) : [];
  list.node.hidden = !items.length;
  if (!items.length) return;
  list.show(items.map((item) => ({ ...item, pick: () => { list.node.hidden = true; box.setRangeText(item.word, match.index, box.selectionStart, 'end'); box.dispatchEvent(new Event('input')); } })));
}

function drawComposer() {
  const foot = byId('composer');
  const place = here();
  const key = [page.as, page.channel, place?.is_member, place?.is_archived].join(' ');
  if (!place || foot.dataset.key === key) return;
  foot.dataset.key = key;
  foot.replaceChildren(place.is_archived ? archivedBar() : place.is_member === false ? joinBar(place) : composer());
}

const archivedBar = () => el('div', { class: 'join' }, el('p', {}, 'This channel is archived. It can be read, but nothing can be added.'));

function joinBar(place) {
  return el('div', { class: 'join' }, el('p', {}, 'You are looking at ', el('b', {}, `#${place.name}`)), el('button', { type: 'button', class: 'button primary', onclick: () => tell('join', { channel: place.id }) }, 'Join channel'));
}

// ── Modals and App Home ──────────────────────────────────────────────────────────────────────────────────────────────────

const surfaceOf = (view) => ({ key: view.id, container: { type: 'view', view_id: view.id }, blocks: view.blocks ?? [], state: view.state?.values, errors: page.errors[view.id] });

function drawModal() {
  const dialog = byId('modal');
  const view = page.modals.at(-1);
  if (!view) return dialog.open && dialog.close();
  const signature = JSON.stringify([view.id, view.title, view.blocks, view.submit, view.close, page.errors[view.id], page.modals.length]);
  if (dialog.open && dialog.signature === signature) return;
  const scrolled = dialog.dataset.view === view.id ? dialog.querySelector('.modal-body').scrollTop : 0;
  dialog.signature = signature;
  dialog.dataset.view = view.id;
  keepingFocus(dialog, () => dialog.replaceChildren(modalForm(view)));
  if (!dialog.open) dialog.showModal();
  dialog.querySelector('.modal-body').scrollTop = scrolled;
}

function modalForm(view) {
  const below = page.modals.length - 1;
  const back = below ? iconButton('back', 'Back', () => closeModal(view)) : null;
  const sender = el('button', { class: 'button primary', type: 'submit' }, textOf(view.submit ?? 'Submit'), el('span', { class: 'spinner' }));
  const onsubmit = (event) => { event.preventDefault(); submitModal(view, sender); };
  byId('modal').setAttribute('aria-labelledby', 'modal-title');
  byId('modal').classList.toggle('stacked', below > 0);
  return el(
    'form',
    { novalidate: true, onsubmit },
    el('header', {}, back, el('h2', { id: 'modal-title' }, textOf(view.title)), iconButton('close', 'Close', () => closeModal(view, true))),
    el('div', { class: 'modal-body' }, drawBlocks(surfaceOf(view))),
    el('footer', {}, el('button', { type: 'button', class: 'button', onclick: () => closeModal(view) }, textOf(view.close ?? 'Cancel')), view.submit && sender),
  );
}

async function closeModal(view, all = false) {
  await tell('close', { view_id: view.id, all });
  await refresh('views');
}

async function submitModal(view, sender) {
  await whileBusy(sender, async () => {
    const answer = await tell('submit', { view_id: view.id, values: valuesOf(surfaceOf(view)) });
    if (answer.error) toast(notAnswered(answer.error));
    await refresh('views');
    showErrors(view, answer.errors ?? {});
  });
}

function showErrors(view, errors) {
  page.errors[view.id] = errors;
  drawModal();
  byId('modal').querySelector('[aria-invalid=true]')?.focus();
}

function drawHome() {
  const box = byId('home');
  const signature = JSON.stringify([page.home?.id, page.home?.blocks, page.as]);
  if (box.signature === signature) return;
  box.signature = signature;
  keepingFocus(box, () => box.replaceChildren(page.home ? drawBlocks(surfaceOf(page.home)) : el('p', { class: 'nothing' }, 'Nothing has been published here yet.')));
}

// ── Frame: top bar, sidebar, header, switcher ────────────────────────────────────────────────────────────────────────────

function drawTop() {
  const { workspace } = page;
  const one = me();
  const search = el('button', { type: 'button', class: 'jump', onclick: openSwitcher }, icon('search'), `Search ${workspace.team?.name ?? ''}`, el('kbd', {}, 'Ctrl K'));
  const acting = el('button', { type: 'button', class: 'acting', 'aria-haspopup': 'listbox', 'aria-label': `Acting as ${one.real_name}`, onclick: () => choosePerson(acting) }, avatar(one, 'small'), el('span', {}, el('small', {}, 'Acting as'), el('b', {}, one.real_name)), icon('down'));
  const inspect = el('button', { type: 'button', class: 'top-button', 'aria-pressed': String(!byId('inspector').hidden), onclick: toggleInspector }, icon('inspect'), 'Inspector');
  keepInStep(byId('top'), [{ key: 'top', signature: JSON.stringify([one, workspace.team, byId('inspector').hidden]), draw: () => el('div', { class: 'top-row' }, el('div', { class: 'clock', 'data-spot': 'clock' }, clockButtons()), search, el('div', { class: 'top-end' }, inspect, acting)) }]);
  drawClock();
}

function clockButtons() {
  const move = (label, body) => el('button', { type: 'button', class: 'top-button', title: `Move the workspace's time: ${label}`, onclick: (event) => whileBusy(event.currentTarget, () => moveClock(body)) }, label);
  const time = el('time', { id: 'clock', 'aria-label': 'Workspace time' });
  return [icon('clock'), time, move('+5 min', { advance_minutes: 5 }), move('+1 h', { advance_minutes: 60 }), move('Next morning', { to: 'next_morning' })];
}

async function moveClock(body) {
  setNow((await tell('clock', body)).now);
  await refresh('state', 'messages', 'thread', 'views');
}

function setNow(iso) {
  page.ahead = Date.parse(iso) - Date.now();
  drawClock();
}

function drawClock() {
  const time = byId('clock');
  if (time) time.textContent = `${inZone(now(), { weekday: 'short', month: 'short', day: 'numeric' })}, ${clockTime(now())}`;
}

function choosePerson(anchor) {
  const kinds = (one) => (one.is_external && (one.team_name ?? 'External people')) || (one.is_guest && 'Guests') || page.workspace.team?.name;
  const people = page.workspace.people.filter((one) => !one.is_bot);
  const order = [false, true];
  people.sort((one, other) => order.indexOf(Boolean(one.is_external)) - order.indexOf(Boolean(other.is_external)) || order.indexOf(Boolean(one.is_guest)) - order.indexOf(Boolean(other.is_guest)));
  const items = people.map((one) => ({ label: one.real_name, detail: one.title, keywords: one.name, group: kinds(one), lead: avatar(one, 'small'), selected: one.name === page.as, pick: () => { actAs(one.name); } }));
  openMenu(anchor, 'Act as', menuOf(items), { search: true, kind: 'wide' });
}

function actAs(name) {
  localStorage.setItem('as', name);
  return go({ as: name, thread: '' });
}

function drawSidebar() {
  const { workspace } = page;
  const app = workspace.dms.find(isApp);
  const people = workspace.dms.filter((one) => !isApp(one));
  const sections = [
    ['Apps', app ? [app] : []],
    ['Channels', workspace.channels.filter((one) => one.is_member)],
    ['Direct messages', people],
    ['Other channels', workspace.channels.filter((one) => !one.is_member)],
  ];
  const rows = sections.filter(([, places]) => places.length).flatMap(([title, places]) => [sectionTitle(title), ...places.map(placeItem)]);
  const head = { key: 'head', signature: workspace.team?.name, draw: () => el('div', { class: 'team' }, el('b', {}, workspace.team?.name ?? ''), el('small', {}, 'local workspace')) };
  keepInStep(byId('sidebar'), [head, ...rows]);
}

const sectionTitle = (title) => ({ key: title, signature: title, draw: () => el('h2', {}, title) });

function placeItem(place) {
  const open = here()?.id === place.id;
  return { key: place.id, signature: JSON.stringify([place, open, page.as]), draw: () => placeLink(place, open) };
}

function placeLink(place, open) {
  const target = isApp(place) ? { channel: place.id, tab: page.workspace.home_enabled ? 'home' : 'messages' } : { channel: place.id };
  const lead = place.user ? avatar(person(place.user), 'tiny') : icon(place.is_private ? 'lock' : 'hash');
  const unread = !open && place.is_member !== false && place.unread > 0;
  const count = unread && el('span', { class: 'unread-count' }, String(place.unread), el('span', { class: 'unseen' }, ' unread'));
  return el('a', { href: addressOf(target), class: unread ? 'unread' : null, 'aria-current': open ? 'page' : null, 'data-spot': place.id, onclick: followed({ thread: '', tab: 'messages', ...target }) }, lead, el('span', { class: 'name' }, titleOf(place)), place.is_ext_shared && el('span', { class: 'badge' }, 'Shared'), count);
}

function drawPlace() {
  const place = here();
  if (!place) return byId('place').replaceChildren();
  const title = el('h1', {}, place.user ? avatar(person(place.user), 'tiny') : icon(place.is_private ? 'lock' : 'hash'), titleOf(place));
  const about = place.user ? person(place.user).title : place.topic;
  const item = { key: place.id, signature: JSON.stringify([place.id, titleOf(place), about, page.tab, page.as]), draw: () => el('div', { class: 'place-row' }, title, isApp(place) && page.workspace.home_enabled && appTabs(), el('span', { class: 'topic' }, about ?? '')) };
  keepInStep(byId('place'), [item]);
  document.title = `${place.user ? titleOf(place) : `#${titleOf(place)}`} – ${me().real_name} – ${page.workspace.team?.name ?? 'Local Slack'}`;
}

function appTabs() {
  const tab = (name, label) => el('button', { type: 'button', role: 'tab', 'aria-selected': String(page.tab === name), 'data-spot': `tab ${name}`, onclick: () => go({ tab: name, thread: '' }) }, label);
  return el('div', { role: 'tablist', class: 'tabs', 'aria-label': 'App' }, tab('home', 'Home'), tab('messages', 'Messages'));
}

function openSwitcher() {
  const dialog = byId('switcher');
  const field = searchField('Jump to');
  const list = new PickList('Conversations and people', field);
  const leave = (action) => () => { dialog.close(); action(); };
  const show = () => list.show(matching(destinations(leave), field.value).slice(0, 40));
  field.placeholder = 'Jump to a channel or person, or act as somebody';
  field.addEventListener('input', show);
  field.addEventListener('keydown', (event) => list.onKey(event));
  dialog.replaceChildren(field, list.node);
  if (!dialog.open) dialog.showModal();
  show();
}

function destinations(leave) {
  const { workspace } = page;
  const to = (target) => leave(() => go({ thread: '', tab: 'messages', ...target }));
  const channels = workspace.channels.map((one) => ({ label: one.name, group: 'Channels', lead: icon(one.is_private ? 'lock' : 'hash'), pick: to({ channel: one.id }) }));
  const others = workspace.people.filter((one) => one.name !== page.as);
  const people = others.map((one) => ({ label: one.real_name, detail: one.title, keywords: one.name, group: 'Direct messages', lead: avatar(one, 'tiny'), pick: to({ channel: `@${one.name}` }) }));
  const acting = others.filter((one) => !one.is_bot).map((one) => ({ label: `Act as ${one.real_name}`, detail: one.title, keywords: one.name, group: 'Act as', lead: avatar(one, 'tiny'), pick: leave(() => actAs(one.name)) }));
  const app = workspace.dms.filter(isApp).flatMap((one) => [{ label: `${titleOf(one)}: Home`, group: 'App', lead: icon('home'), pick: to({ channel: one.id, tab: 'home' }) }, { label: `${titleOf(one)}: Messages`, group: 'App', lead: icon('reply'), pick: to({ channel: one.id }) }]);
  return [...app, ...channels, ...people.filter((one) => one.label !== app[0]?.label), ...acting];
}

// ── Inspector ────────────────────────────────────────────────────────────────────────────────────────────────────────────

const INSPECTED = {
  envelopes: { title: 'Deliveries to the bot', head: ['At', 'Kind', 'What', 'By', 'Attempts', 'Acknowledged'], cells: envelopeCells, detail: ({ payload, ack, attempts }) => ({ payload, ack, attempts }) },
  calls: { title: 'Web API calls', head: ['At', 'Method', 'What', 'Answer', 'Problems', 'Took'], cells: callCells, detail: (call) => ({ arguments: call.arguments, answer: call.answer, problems: call.problems }) },
};

function toggleInspector() {
  const box = byId('inspector');
  box.hidden = !box.hidden;
  document.body.classList.toggle('with-inspector', !box.hidden);
  drawTop();
  if (box.hidden) return;
  if (!box.childElementCount) openInspector(box);
  refresh('inspector');
}

function openInspector(box) {
  const { inspector } = page;
  const tab = (name) => el('button', { type: 'button', role: 'tab', 'data-tab': name, onclick: () => { inspector.tab = name; drawInspector(); } }, INSPECTED[name].title);
  const filter = el('input', { class: 'search', type: 'search', placeholder: 'Filter', 'aria-label': 'Filter the inspector', oninput: (event) => { inspector.filter = event.target.value; drawInspector(); } });
  const rows = el('div', { class: 'inspected', tabindex: -1 });
  arrowsMoveIn(rows, 'summary');
  box.replaceChildren(el('header', {}, el('div', { role: 'tablist', class: 'tabs', 'aria-label': 'Inspector' }, tab('envelopes'), tab('calls')), el('span', { class: 'transport' }), filter, iconButton('close', 'Close inspector', toggleInspector)), rows);
}

async function loadInspector() {
  if (byId('inspector').hidden) return;
  const { rows, since } = page.inspector;
  await Promise.all(Object.keys(rows).map(async (name) => {
    const found = (await read(name, { since: since[name] }))[name];
    for (const row of found) rows[name].set(row.n, row);
    since[name] = Math.max(since[name], ...found.map((row) => row.n));
  }));
  drawInspector();
}

function drawInspector() {
  const box = byId('inspector');
  const { tab, filter, rows } = page.inspector;
  const kind = INSPECTED[tab];
  const { transport, sockets } = page.workspace;
  box.querySelector('.transport').textContent = transport === 'socket' ? `Socket Mode, ${sockets} ${sockets === 1 ? 'connection' : 'connections'}` : 'Signed HTTP';
  for (const one of box.querySelectorAll('[data-tab]')) one.setAttribute('aria-selected', String(one.dataset.tab === tab));
  const shown = [...rows[tab].values()].filter((row) => !filter || JSON.stringify(row).toLowerCase().includes(filter.toLowerCase())).slice(-200).reverse();
  const head = { key: `head ${tab}`, signature: tab, draw: () => el('div', { class: 'inspected-row head' }, kind.head.map((title) => el('span', {}, title))) };
  const nothing = { key: 'nothing', signature: '', draw: () => el('p', { class: 'nothing' }, 'Nothing yet.') };
  keepInStep(box.querySelector('.inspected'), [head, ...(shown.length ? shown.map((row) => inspectedItem(tab, row)) : [nothing])]);
}

const opened = new Set(); // keys of the rows that are folded out

function inspectedItem(tab, row) {
  const key = `${tab} ${row.n}`;
  return { key, signature: JSON.stringify([row.attempts, row.ack, row.ms]), draw: () => inspectedRow(key, row, INSPECTED[tab]) };
}

function inspectedRow(key, row, kind) {
  const unfold = () => { if (node.open && node.childElementCount < 2) node.append(el('pre', { tabindex: 0 }, JSON.stringify(kind.detail(row), null, 2))); };
  const ontoggle = () => { unfold(); if (node.open) opened.add(key); else opened.delete(key); };
  const node = el('details', { open: opened.has(key), ontoggle }, el('summary', { class: 'inspected-row', 'data-spot': key }, kind.cells(row).map((cell) => el('span', {}, cell))));
  unfold();
  return node;
}

const secondsOf = (iso) => DATE_TOKENS.time_secs(new Date(iso));
const pill = (text, mood) => el('span', { class: `pill ${mood}` }, text);

function envelopeCells({ at, kind, summary, transport, socket, attempts }) {
  const acked = attempts.find((attempt) => !absent(attempt.acked_ms))?.acked_ms;
  const retries = attempts.length - 1;
  const by = transport === 'http' ? 'HTTP' : `socket ${(socket ?? '').replace(/^SOCK0*/, '')}`;
  const tried = retries > 0 ? pill(`${attempts.length} (${attempts.at(-1).reason || 'retried'})`, 'bad') : String(attempts.length);
  return [secondsOf(at), pill(kind, kind), summary, by, tried, absent(acked) ? pill('not yet', 'bad') : pill(`${Math.round(acked)} ms`, acked < 1000 ? 'good' : 'slow')];
}

function callCells({ at, method, arguments: given, answer, ms, problems }) {
  const about = [given.channel, given.user ?? given.user_id, given.text ?? given.view?.callback_id].filter((value) => typeof value === 'string').join('  ');
  return [secondsOf(at), el('code', {}, method), about.slice(0, 140), answer?.ok ? pill('ok', 'good') : pill(answer?.error ?? 'failed', 'bad'), problems?.length ? pill(problems.join('; '), 'bad') : '', `${Math.round(ms ?? 0)} ms`];
}

// ── Live: load, navigate, listen ─────────────────────────────────────────────────────────────────────────────────────────

const LOADERS = { state: loadState, messages: loadMessages, thread: loadThread, views: loadViews, inspector: loadInspector };
const stale = new Set();
let refreshing = null;

/** Loads and redraws the named parts; calls that come while it runs are served together afterwards. */
function refresh(...parts) {
  parts.forEach((part) => stale.add(part));
  refreshing ??= catchUp().finally(() => { refreshing = null; });
  return refreshing;
}

async function catchUp() {
  while (stale.size) {
    const parts = [...stale];
    stale.clear();
    for (const part of parts) await LOADERS[part]().catch((error) => toast(error.message));
  }
}

async function loadState() {
  const asked = page.as;
  const found = await read('state');
  if (asked !== page.as) return;
  const outsider = found.me.is_guest || found.me.is_external; // who sees no channel but their own
  page.workspace = { ...found, channels: found.channels.filter((one) => one.is_member || !outsider) };
  page.as ||= found.me.name;
  if (!here()) page.channel = firstPlace().id;
  setNow(found.now);
  drawTop();
  drawSidebar();
  drawPlace();
  drawComposer();
}

function firstPlace() {
  const { channels, dms } = page.workspace;
  return dms.find(isApp) ?? channels.find((one) => one.is_member) ?? channels[0];
}

async function loadMessages() {
  const asked = [page.as, page.channel].join();
  const { messages } = await read('messages', { channel: page.channel });
  if (asked !== [page.as, page.channel].join()) return;
  page.messages = messages;
  if (page.unread && messages.length) page.newest = messages.at(-Math.min(page.unread, messages.length)).ts;
  page.unread = 0;
  drawMessages();
}

async function loadThread() {
  const asked = threadKey();
  const replies = page.thread ? (await read('thread', { channel: page.channel, ts: page.thread })).messages : [];
  if (asked !== threadKey()) return;
  page.replies = replies;
  drawThread();
}

async function loadViews() {
  const asked = page.as;
  const { modals, home } = await read('views');
  if (asked !== page.as) return;
  Object.assign(page, { modals, home });
  drawModal();
  drawHome();
}

const REMEMBERED = ['as', 'channel', 'tab', 'thread'];

/** The page's address when it shows `target`; what is not given stays as it is. */
function addressOf(target) {
  const { as, channel, tab, thread } = { ...page, ...target };
  const place = conversation(channel);
  const name = place && (place.user ? `@${person(place.user).name}` : place.name);
  const shown = { as, channel: name || channel, tab: tab === 'home' ? tab : '', thread: target.channel ? '' : thread };
  return `?${new URLSearchParams(Object.entries(shown).filter(([, value]) => value))}`;
}

/** A click handler that goes to `target` within the page, unless the person wants a new tab. */
const followed = (target) => (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(target);
};

async function go(target) {
  history.pushState(null, '', addressOf(target));
  await arrive(target);
}

async function arrive(target) {
  const before = { as: page.as, channel: page.channel, tab: page.tab };
  Object.assign(page, target);
  if (before.as !== page.as) { listen(); await refresh('state', 'views'); }
  if (!here()) lost();
  page.channel = here().id;
  if (before.as !== page.as || before.channel !== page.channel) leaveConversation();
  if (isApp(here())) await tell('home', { tab: page.tab });
  drawPlace();
  drawSidebar();
  drawComposer();
  drawMessages();
  await refresh('messages', 'thread', 'views');
  if (before.channel !== page.channel || before.tab !== page.tab) settle();
  await refresh('state');
}

function lost() {
  toast(`${me().real_name} sees no conversation “${page.channel}”.`);
  page.channel = firstPlace().id;
}

function leaveConversation() {
  Object.assign(page, { messages: [], newest: '', unread: here()?.unread ?? 0 });
  byId('messages').replaceChildren();
}

/** After a change of place: newest messages in view and the composer ready. */
function settle() {
  byId('messages').scrollTop = byId('messages').scrollHeight;
  if (!page.thread) document.querySelector('#composer:not([hidden]) textarea')?.focus();
}

let events = null;
const HEARD = {
  message: ['messages', 'thread', 'state'], // fetching messages counts as reading them: the unread marks come after
  ephemeral: ['messages', 'thread'],
  view: ['views'],
  home: ['views'],
  envelope: ['inspector'],
  call: ['inspector'],
  clock: ['state', 'messages', 'thread', 'views'],
  state: ['state', 'messages', 'inspector'],
};

function listen() {
  events?.close();
  events = new EventSource(`/local/events?${new URLSearchParams({ as: page.as })}`);
  for (const [name, parts] of Object.entries(HEARD)) events.addEventListener(name, (event) => { heard(name, JSON.parse(event.data || '{}')); refresh(...parts); });
  events.onerror = () => document.body.classList.add('offline');
  events.onopen = () => {
    if (!document.body.classList.contains('offline')) return;
    document.body.classList.remove('offline');
    refresh(...Object.keys(LOADERS));
  };
}

/** An envelope is told of again when it is acknowledged: it is read again from there. */
function heard(name, { n }) {
  const rows = { envelope: 'envelopes', call: 'calls' }[name];
  if (rows && n) page.inspector.since[rows] = Math.min(page.inspector.since[rows], n - 1);
}

function fromAddress() {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(REMEMBERED.map((name) => [name, query.get(name) ?? (name === 'tab' ? 'messages' : '')]));
}

function escapeKey(event) {
  if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open], .popover:popover-open')) return;
  if (page.thread) go({ thread: '' });
  else if (!byId('inspector').hidden) toggleInspector();
}

function pageKeys(event) {
  const command = event.ctrlKey || event.metaKey;
  if (command && event.key.toLowerCase() === 'k') { event.preventDefault(); openSwitcher(); }
  escapeKey(event);
}

function wire() {
  arrowsMoveIn(byId('sidebar'), 'a');
  arrowsMoveIn(byId('messages'), '.message');
  stayAtEnd(byId('messages'));
  addEventListener('keydown', pageKeys);
  addEventListener('popstate', () => arrive(fromAddress()));
  byId('modal').addEventListener('cancel', (event) => { event.preventDefault(); closeModal(page.modals.at(-1)); });
  setInterval(drawClock, 5000);
}

async function start() {
  const wanted = fromAddress();
  Object.assign(page, wanted, { as: wanted.as || localStorage.getItem('as') || '', channel: '' });
  await refresh('state');
  wire();
  listen();
  await arrive({ ...wanted, as: page.as, channel: wanted.channel || page.channel });
  settle();
}

start();
