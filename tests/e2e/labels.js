// Puts every label where a person meets it, and says which do not fit; put into a page by test_labels.py.
window.measureLabels = async (labels, selector, most, mayBreak) => {
  const sample = document.querySelector(selector);
  const copies = labels.map(({ lang, dir, text }) => {
    const copy = sample.cloneNode(true);
    const words = copy.matches(".label") ? copy : copy.querySelector("span");
    for (const picture of copy.querySelectorAll("img")) picture.remove();
    Object.assign(words, { lang, dir, textContent: text });
    return [words, copy];
  });
  sample.parentElement.replaceChildren(...copies.map(([, copy]) => copy));
  document.body.getBoundingClientRect(); // asks for the fonts of all scripts
  await document.fonts.ready;
  return copies.flatMap(([words]) => faultsOf(words, most, mayBreak).map((fault) => `${words.lang}: ${words.textContent} ${fault}`));
};

function faultsOf(words, most, mayBreak) {
  const faults = [];
  const tile = words.closest("button");
  const lines = new Set(rectsOf(words, 0, words.textContent.length).map(({ bottom }) => Math.round(bottom))).size;
  if (lines > most) faults.push(`stands on ${lines} lines`);
  const box = tile.getBoundingClientRect();
  if (rectsOf(words, 0, words.textContent.length).some(({ left, right }) => left < box.left - 1 || right > box.right + 1))
    faults.push("sticks out");
  if (!mayBreak && words.lang !== "zh" && isBroken(words)) faults.push("is broken within a word");
  return faults;
}

/** Whether one of its words does not fit on one line: Chinese alone may break anywhere. */
function isBroken(words) {
  return [...words.textContent.matchAll(/[^\s-]+/g)].some(({ 0: word, index }) => {
    const tops = rectsOf(words, index, index + word.length).map(({ top }) => Math.round(top));
    return new Set(tops).size > 1;
  });
}

function rectsOf(words, from, to) {
  const range = document.createRange();
  range.setStart(words.firstChild, from);
  range.setEnd(words.firstChild, to);
  return [...range.getClientRects()];
}
