// Measures the open screen as a finger and an eye meet it; put into a page by barriers.py.
const TARGETS = "button, a[href], summary, select, textarea, label:has(input), input:not([type=hidden])";

window.measureBarriers = async (bar) => {
  const problems = [];
  const report = (what, element) => problems.push(`${what}: ${element.outerHTML.replace(/\s+/g, " ").slice(0, 110)}`);
  const top = document.querySelector("dialog[open]") ?? document.body;
  await picturesShown(top, report);
  const targets = [...top.querySelectorAll(TARGETS)].filter(isTarget);
  for (const target of targets) {
    const { width, height } = target.getBoundingClientRect();
    if (Math.round(width) < bar.target || Math.round(height) < bar.target)
      report(`${Math.round(width)} x ${Math.round(height)} px is too small to tap`, target);
  }
  closeTogether(targets, bar.gap, report);
  sideways(top, report);
  cropped(top, report);
  dimPictograms(top, report);
  const words = wordsInView(top);
  if (bar.words !== null && words > bar.words) problems.push(`${words} words are in view`);
  return problems;
};

const isSeen = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".visually-hidden");
const isTarget = (element) => isSeen(element) && !element.matches("label input");

async function picturesShown(top, report) {
  await document.fonts.ready;
  const pictures = [...top.querySelectorAll("img[src]")].filter(isSeen);
  await Promise.all(
    pictures.map(async (picture) => {
      picture.loading = "eager";
      await picture.decode().catch(() => report("a picture is missing", picture));
    }),
  );
  for (const drawing of top.querySelectorAll("svg.pictogram")) if (!drawing.children.length) report("an empty pictogram", drawing);
}

/** What is left of an element's box inside what scrolls and beside what stays in view; the rest is in nobody's way. */
function visibleBox(element) {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  let [from, to] = [0, innerHeight];
  for (let around = element.parentElement; around; around = around.parentElement) {
    if (getComputedStyle(around).overflowY === "visible") continue;
    const frame = around.getBoundingClientRect();
    [from, to] = [Math.max(from, frame.top), Math.min(to, frame.bottom)];
  }
  const head = document.querySelector("main .day--parent");
  if (head && element.closest("main") && !head.contains(element)) from = Math.max(from, head.getBoundingClientRect().bottom);
  return { left, right, top: Math.max(top, from), bottom: Math.min(bottom, to) };
}

function closeTogether(targets, gap, report) {
  const boxes = targets.map((target) => [target, visibleBox(target)]).filter(([, box]) => box.bottom > box.top);
  for (const [place, [one, a]] of boxes.entries()) {
    for (const [other, b] of boxes.slice(place + 1)) {
      if (one.contains(other) || other.contains(one)) continue;
      const across = Math.max(a.left - b.right, b.left - a.right);
      const down = Math.max(a.top - b.bottom, b.top - a.bottom);
      if (Math.max(across, down) < gap - 0.5)
        report(`${Math.max(across, down).toFixed(1)} px from ${other.outerHTML.slice(0, 50)}`, one);
    }
  }
}

function sideways(top, report) {
  for (const element of [document.documentElement, ...top.querySelectorAll("*")]) {
    const { overflowX } = getComputedStyle(element);
    const isScroller = element === document.documentElement || overflowX === "auto" || overflowX === "scroll";
    if (isScroller && element.scrollWidth > element.clientWidth + 1) report("scrolls sideways", element);
  }
}

function cropped(top, report) {
  for (const element of top.querySelectorAll("*")) {
    if (element.closest("svg") || !isSeen(element) || !element.clientWidth) continue;
    const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!hasText && !(element.matches(TARGETS) && element.innerText.trim())) continue;
    if (element.scrollWidth > element.clientWidth + 1) report("words stick out", element);
    const hidesDown = getComputedStyle(element).overflowY === "hidden";
    if (hidesDown && element.scrollHeight > element.clientHeight + 1) report("words are cut off", element);
    const { left, right } = element.getBoundingClientRect();
    if (left < -1 || right > innerWidth + 1) report("beyond the edge of the screen", element);
  }
}

/** The drawings have dark outlines: they need a light ground and full strength. */
function dimPictograms(top, report) {
  for (const drawing of top.querySelectorAll(".pictogram")) {
    if (!isSeen(drawing) || drawing.closest(":disabled")) continue;
    let strength = 1;
    let ground;
    for (let around = drawing; around; around = around.parentElement) {
      const style = getComputedStyle(around);
      strength *= Number(style.opacity);
      const [red, green, blue, alpha = 1] = style.backgroundColor.match(/[\d.]+/g).map(Number);
      if (alpha > 0.5) ground ??= (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
    }
    if (strength < 0.9) report("a dim pictogram", drawing.parentElement);
    if ((ground ?? 1) < 0.8) report("a pictogram on a dark ground", drawing.parentElement);
  }
}

function wordsInView(top) {
  const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
  let words = 0;
  while (walker.nextNode()) {
    const around = walker.currentNode.parentElement;
    if (!isSeen(around)) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const box = range.getBoundingClientRect();
    const isShown = box.width > 1 && box.bottom > 0 && box.top < innerHeight;
    if (isShown) words += (walker.currentNode.data.match(/\p{L}+/gu) ?? []).length;
  }
  return words;
}
