// What the page knows: who is acting, where they are, and what the workspace last said of itself.

export const page = {
  as: '', // the person acted as: a user name
  channel: '', // id, "#name", or "@name" of a person
  tab: 'messages', // of the app's conversation: 'home' | 'messages'
  thread: '', // ts of the open thread's parent
  workspace: { people: [], channels: [], dms: [], groups: [], commands: [], shortcuts: [], bot: {}, team: {} },
  ahead: 0, // milliseconds the workspace's clock is ahead of this machine's
  messages: [],
  replies: [],
  modals: [],
  home: null,
  unread: 0, // messages that were unread when the conversation was opened
  newest: '', // ts of the first of them
  errors: {}, // view id -> block id -> sentence
  inspector: {
    tab: 'envelopes',
    filter: '',
    rows: { envelopes: new Map(), calls: new Map() },
    since: { envelopes: 0, calls: 0 },
  },
};

export const personNamed = (ref) => page.workspace.people.find((one) => one.id === ref || one.name === ref);

export const me = () => personNamed(page.as) ?? { id: '', name: page.as, real_name: page.as, tz: 'UTC' };

export const person = (id) => personNamed(id) ?? { id, name: id, real_name: id };

/** The channel or direct message that `ref` stands for (id, name, "#name", "@name"); one to be begun when it names a person. */
export function conversation(ref) {
  const { channels, dms } = page.workspace;
  const other = personNamed(ref.replace(/^@/, ''));
  const channel = channels.find((one) => one.id === ref || one.name === ref.replace(/^#/, ''));
  const begun = dms.find((one) => one.id === ref || one.name === other?.real_name);
  return (
    channel ?? begun ?? (other && { id: `@${other.name}`, user: other.id, name: other.real_name, unread: 0 })
  );
}

export const here = () => conversation(page.channel);

export const isApp = (one) => Boolean(one?.user) && one.name === page.workspace.bot.real_name;

export const titleOf = (one) => one.name || person(one.user).real_name;

export const signOf = (one) => (one.user ? titleOf(one) : `#${one.name}`);

export const atHome = () => isApp(here()) && page.tab === 'home';

export function firstPlace() {
  const { channels, dms } = page.workspace;
  return dms.find(isApp) ?? channels.find((one) => one.is_member) ?? channels[0];
}
