// Drawing again without taking away the place where a person is.

/** Makes the children of `parent` match `items` ({key, signature, draw}); nodes of unchanged items stay, with focus and open menus. */
export function keepInStep(parent, items) {
  const old = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  const nodes = items.map((item) => keptOrDrawn(old.get(item.key), item));
  const staying = new Set(nodes);
  keepingFocus(parent, () => {
    for (const node of [...parent.children]) if (!staying.has(node)) node.remove();
    nodes.forEach(
      (node, place) =>
        parent.children[place] === node || parent.insertBefore(node, parent.children[place] ?? null),
    );
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
export function keepingFocus(root, change) {
  const active = document.activeElement;
  const spots = root.contains(active) ? spotsAround(active) : [];
  const caret = spots.length ? active.selectionStart : null;
  change();
  if (!spots.length || root.contains(document.activeElement)) return;
  const again = spots.map((spot) => root.querySelector(`[data-spot="${CSS.escape(spot)}"]`)).find(Boolean);
  again?.focus({ preventScroll: true });
  if (typeof caret === 'number' && typeof again?.selectionStart === 'number')
    again.setSelectionRange(caret, caret);
}

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
