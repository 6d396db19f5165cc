// Drawing again without taking away the place where a person is.

/**
 * Makes the children of `parent` match `items` ({key, signature, draw}). Nodes of unchanged items stay; `draw` is given the node
 * that goes.
 */
export function keepInStep(parent, items) {
  const old = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  keepingFocus(parent, () => {
    const nodes = items.map((item) => keptOrDrawn(old.get(item.key), item));
    const staying = new Set(nodes);
    for (const node of [...parent.children]) if (!staying.has(node)) node.remove();
    nodes.forEach(
      (node, place) =>
        parent.children[place] === node || parent.insertBefore(node, parent.children[place] ?? null),
    );
  });
}

function keptOrDrawn(old, item) {
  if (old?.signature === item.signature) return old;
  const node = item.draw(old);
  node.dataset.key = item.key;
  node.signature = item.signature;
  return node;
}

/** Runs `change`, then puts the focus back on what had it, or on what now stands in its spot (`data-spot`) or one around it. */
function keepingFocus(root, change) {
  const active = document.activeElement;
  if (!root.contains(active)) return change();
  const spots = spotsAround(active);
  const { selectionStart: start, selectionEnd: end } = active;
  change();
  if (root.contains(document.activeElement)) return;
  const again = root.contains(active) ? [active] : spots.map((spot) => inSpot(root, spot)).filter(Boolean);
  for (const node of again.reverse()) node.focus({ preventScroll: true }); // a row shows its tools once it has the focus
  if (typeof start === 'number' && typeof again.at(-1)?.selectionStart === 'number')
    again.at(-1).setSelectionRange(start, end);
}

const inSpot = (root, spot) => root.querySelector(`[data-spot="${CSS.escape(spot)}"]`);

/** `node`, or what stands in its spot now that it has been drawn again. */
export const standing = (node) =>
  (!node.isConnected && node.dataset.spot && inSpot(document, node.dataset.spot)) || node;

function spotsAround(node) {
  const spots = [];
  for (let at = node; at; at = at.parentElement) if (at.dataset.spot) spots.push(at.dataset.spot);
  return spots;
}

/** Up, Down, Home and End move the focus between the nodes of `root` that match `selector`. */
export function arrowsMoveIn(root, selector) {
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
