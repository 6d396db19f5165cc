// Emoji by their shortcodes.

import { el } from './nodes.js';

// Shortcode and character in turn; a shortcode that is not here stays as it was typed.
const EMOJI_LIST = `
  white_check_mark ✅  heavy_check_mark ✔️  eyes 👀  ticket 🎫  admission_tickets 🎟️  tada 🎉  thumbsup 👍  +1 👍
  thumbsdown 👎  -1 👎  raised_hands 🙌  clap 👏  pray 🙏  wave 👋  ok_hand 👌  muscle 💪  point_right 👉  point_up ☝️
  raised_hand ✋  handshake 🤝  writing_hand ✍️  smile 😄  slightly_smiling_face 🙂  grinning 😀  joy 😂  wink 😉
  blush 😊  heart_eyes 😍  thinking_face 🤔  neutral_face 😐  disappointed 😞  cry 😢  sob 😭  angry 😠  rage 😡
  sweat_smile 😅  sunglasses 😎  confused 😕  worried 😟  slightly_frowning_face 🙁  face_with_thermometer 🤒
  exploding_head 🤯  partying_face 🥳  sleeping 😴  heart ❤️  broken_heart 💔  sparkles ✨  star ⭐  star2 🌟
  fire 🔥  100 💯  zap ⚡  boom 💥  rocket 🚀  bulb 💡  bell 🔔  no_bell 🔕  alarm_clock ⏰  hourglass ⌛
  hourglass_flowing_sand ⏳  stopwatch ⏱️  watch ⌚  calendar 📅  spiral_calendar_pad 🗓️  date 📅  clock1 🕐
  clock3 🕒  clock9 🕘  warning ⚠️  rotating_light 🚨  no_entry ⛔  no_entry_sign 🚫  octagonal_sign 🛑  x ❌
  negative_squared_cross_mark ❎  question ❓  grey_question ❔  exclamation ❗  information_source ℹ️
  red_circle 🔴  large_orange_circle 🟠  large_yellow_circle 🟡  large_green_circle 🟢  large_blue_circle 🔵
  large_purple_circle 🟣  white_circle ⚪  black_circle ⚫  large_orange_diamond 🔶  small_blue_diamond 🔹
  arrow_right ➡️  arrow_left ⬅️  arrow_up ⬆️  arrow_down ⬇️  arrows_counterclockwise 🔄
  leftwards_arrow_with_hook ↩️  repeat 🔁  twisted_rightwards_arrows 🔀  double_vertical_bar ⏸️
  pause_button ⏸️  arrow_forward ▶️  black_square_for_stop ⏹️  fast_forward ⏩  lock 🔒  unlock 🔓
  closed_lock_with_key 🔐  key 🔑  old_key 🗝️  shield 🛡️  computer 💻  desktop_computer 🖥️  keyboard ⌨️
  printer 🖨️  iphone 📱  telephone_receiver 📞  phone ☎️  headphones 🎧  satellite_antenna 📡  signal_strength 📶
  globe_with_meridians 🌐  electric_plug 🔌  battery 🔋  floppy_disk 💾  wrench 🔧  hammer_and_wrench 🛠️  gear ⚙️
  nut_and_bolt 🔩  toolbox 🧰  package 📦  inbox_tray 📥  outbox_tray 📤  envelope ✉️  email 📧
  incoming_envelope 📨  mailbox 📫  memo 📝  pencil ✏️  pencil2 ✏️  page_facing_up 📄  clipboard 📋  pushpin 📌
  round_pushpin 📍  paperclip 📎  link 🔗  mag 🔍  books 📚  book 📖  bookmark 🔖  label 🏷️  bar_chart 📊
  chart_with_upwards_trend 📈  chart_with_downwards_trend 📉  file_folder 📁  open_file_folder 📂  card_index 📇
  speech_balloon 💬  thought_balloon 💭  left_speech_bubble 🗨️  loudspeaker 📢  mega 📣  busts_in_silhouette 👥
  bust_in_silhouette 👤  technologist 🧑‍💻  construction_worker 👷  sleuth_or_spy 🕵️  robot_face 🤖  crown 👑
  medal 🏅  trophy 🏆  house 🏠  office 🏢  hospital 🏥  stethoscope 🩺  airplane ✈️  car 🚗  truck 🚚  coffee ☕
  pizza 🍕  cake 🍰  sunny ☀️  cloud ☁️  snowflake ❄️  umbrella ☔  seedling 🌱  four_leaf_clover 🍀  bug 🐛
  turtle 🐢  dog 🐶  cat 🐱  one 1️⃣  two 2️⃣  three 3️⃣  four 4️⃣  five 5️⃣  checkered_flag 🏁
  triangular_flag_on_post 🚩  new 🆕  sos 🆘  recycle ♻️
`;

export const EMOJI = new Map(
  EMOJI_LIST.trim()
    .split(/\s+/)
    .flatMap((word, at, words) => (at % 2 ? [] : [[word, words[at + 1]]])),
);

export const emojiNode = (name) =>
  EMOJI.has(name)
    ? el('span.emoji', { role: 'img', 'aria-label': name, title: `:${name}:` }, EMOJI.get(name))
    : `:${name}:`;
