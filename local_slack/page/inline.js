// Text becomes nodes by rules, each a pattern and what it builds.

import { el } from './nodes.js';
import { unescaped } from './references.js';

/** The nodes of `text`: what the rule that matches first builds, and the text in between. */
export function inline(text, rules) {
  const nodes = [];
  const next = rules.map(([pattern]) => matchFrom(pattern, text, 0));
  let at = 0;
  for (let which = earliest(next); next[which]; which = earliest(next)) {
    const match = next[which];
    nodes.push(unescaped(text.slice(at, match.index)), rules[which][1](match));
    at = match.index + match[0].length;
    rules.forEach(([pattern], other) => {
      if (next[other]?.index < at) next[other] = matchFrom(pattern, text, at);
    });
  }
  nodes.push(unescaped(text.slice(at)));
  return nodes.filter((node) => node !== '');
}

function matchFrom(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function earliest(matches) {
  return matches.reduce(
    (best, match, which) => (match && (!matches[best] || match.index < matches[best].index) ? which : best),
    0,
  );
}

/** Neighbouring lines of one kind together: [[kind, lines], …]. */
export function runsOf(lines, kindOf) {
  const runs = [];
  for (const line of lines) {
    const kind = kindOf(line);
    if (runs.at(-1)?.[0] === kind) runs.at(-1)[1].push(line);
    else runs.push([kind, [line]]);
  }
  return runs;
}

/** Splits at the fences of code; `prose` draws what is between them. */
export function fenced(text, fence, prose) {
  return text.split(fence).map((part, at) => (at % 2 ? el('pre', unescaped(part)) : part && prose(part)));
}

export function splitOnce(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
