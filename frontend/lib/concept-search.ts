/** Finding concepts by a few letters of any word in any language, the likeliest first. */
import { type ConceptIndex, OWN_KEYWORDS, type Words } from "./concept-index.ts";
import { folded } from "./folding.ts";

/** Who searches: the languages they type in most, and what they and their group use most, the most used first. */
export interface Searcher {
  readonly languages: readonly string[];
  readonly used: readonly string[];
}

/** How well a concept fits, the best first. "Own" is one of the searcher's languages. */
enum Fit {
  OwnWord,
  OwnLabel,
  OwnStart,
  OtherStart,
  OwnInside,
  OtherInside,
  None,
}

const MOST_FOUND = 24;
const UNUSED = 999;
const LEAST_INSIDE = 2;
const LEAST_INSIDE_OTHERS = 3; // two letters stand inside some word of nearly every concept in 25 languages
const WORD_IN_ITSELF = /\p{Script=Han}/u;

/** The ids of what fits, the likeliest first; undefined where nothing is typed. `isOffered` says which may be found. */
export function search(
  index: ConceptIndex,
  typed: string,
  searcher: Searcher,
  isOffered: (id: string) => boolean = () => true,
): string[] | undefined {
  const terms = folded(typed)
    .split(/[ |\n]+/)
    .filter(Boolean);
  if (terms.length === 0) return undefined;
  const fits = bestFits(index, terms, new Set([...searcher.languages, OWN_KEYWORDS]));
  const use = new Map(searcher.used.map((id, order) => [id, order]));
  const found: { id: string; order: number }[] = [];
  index.ids.forEach((id, place) => {
    const fit = fits[place] ?? Fit.None;
    if (fit !== Fit.None && isOffered(id)) found.push({ id, order: orderOf(fit, use.get(id)) });
  });
  return found
    .sort((one, other) => one.order - other.order)
    .slice(0, MOST_FOUND)
    .map(({ id }) => id);
}

/** Between equals what is used stands first; there a keyword counts for as much as a label. */
function orderOf(fit: Fit, use: number | undefined): number {
  const counted = use !== undefined && fit === Fit.OwnStart ? Fit.OwnLabel : fit;
  return counted * (UNUSED + 1) + (use ?? UNUSED);
}

/** For each concept what the language in which it fits best makes of it: every term has to stand there. */
function bestFits(index: ConceptIndex, terms: readonly string[], own: ReadonlySet<string>): Uint8Array {
  const best = new Uint8Array(index.ids.length).fill(Fit.None);
  for (const [tag, words] of index.languages) {
    const worst = terms.map((term) => termFits(words, term, own.has(tag))).reduce(worstOf);
    worst.forEach((fit, place) => {
      if (fit < (best[place] ?? 0)) best[place] = fit;
    });
  }
  return best;
}

function worstOf(fits: Uint8Array, others: Uint8Array): Uint8Array {
  return fits.map((fit, place) => Math.max(fit, others[place] ?? Fit.None));
}

/** How well a term fits each concept in one language; its places are met in the order of the lines. */
function termFits(words: Words, term: string, isOwn: boolean): Uint8Array {
  const fits = new Uint8Array(words.starts.length).fill(Fit.None);
  const before = mayBeInside(term, isOwn) ? "" : " ";
  let line = 0;
  for (const at of placesOf(before + term, words.text)) {
    while ((words.starts[line + 1] ?? Number.POSITIVE_INFINITY) <= at) line += 1;
    const fit = fitAt(words, line, at + before.length, term.length, isOwn);
    if (fit < (fits[line] ?? 0)) fits[line] = fit;
  }
  return fits;
}

function mayBeInside(term: string, isOwn: boolean): boolean {
  return term.length >= (isOwn ? LEAST_INSIDE : LEAST_INSIDE_OTHERS) || WORD_IN_ITSELF.test(term);
}

function* placesOf(sought: string, text: string): Generator<number> {
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) yield at;
}

function fitAt({ text, bars }: Words, line: number, at: number, length: number, isOwn: boolean): Fit {
  const isStart = text[at - 1] === " ";
  if (!isStart) return isOwn ? Fit.OwnInside : Fit.OtherInside;
  if (!isOwn) return Fit.OtherStart;
  if (at > (bars[line] ?? 0)) return Fit.OwnStart;
  return " |".includes(text[at + length] ?? " ") ? Fit.OwnWord : Fit.OwnLabel;
}
