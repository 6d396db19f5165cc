// The page holds still under a person's hand: what was pressed is there until it is let go, so that the click arrives.

let pressed = false;
let lettingGo;
const waiting = [];

function press() {
  clearTimeout(lettingGo);
  pressed = true;
}

/** The click comes right after the hand has gone up, so whoever waits comes a moment later. */
function letGo() {
  clearTimeout(lettingGo);
  lettingGo = setTimeout(() => {
    pressed = false;
    waiting.splice(0).forEach((goOn) => goOn());
  });
}

/** Waits while a mouse button, a finger or the space bar is down. */
export const handsOff = () =>
  pressed ? new Promise((goOn) => waiting.push(goOn)).then(handsOff) : Promise.resolve();

export function watchHands() {
  const first = (event) => event.isPrimary && event.button === 0 && press();
  const space = (then) => (event) => event.key === ' ' && then();
  addEventListener('pointerdown', first, true);
  addEventListener('keydown', space(press), true);
  addEventListener('keyup', space(letGo), true);
  for (const name of ['pointerup', 'pointercancel', 'dragend']) addEventListener(name, letGo, true);
  addEventListener('blur', letGo); // of the window alone: it does not hear what is let go elsewhere
}
