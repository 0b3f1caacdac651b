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
  const own = new Set([...searcher.languages, OWN_KEYWORDS]);
  const use = new Map(searcher.used.map((id, order) => [id, order]));
  const found: { id: string; order: number }[] = [];
  index.ids.forEach((id, place) => {
    const fit = isOffered(id) ? fitOf(index, place, terms, own) : Fit.None;
    if (fit !== Fit.None) found.push({ id, order: orderOf(fit, use.get(id)) });
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

/** What the language in which a concept fits best makes of it. */
function fitOf(index: ConceptIndex, place: number, terms: readonly string[], own: ReadonlySet<string>): Fit {
  let best = Fit.None;
  for (const [tag, lines] of index.languages) {
    const words = lines[place];
    if (words) best = Math.min(best, lineFit(words, terms, own.has(tag)));
  }
  return best;
}

/** Every term has to stand in the line, and the worst of them counts. */
function lineFit(words: Words, terms: readonly string[], isOwn: boolean): Fit {
  let worst = Fit.OwnWord;
  for (const term of terms) {
    worst = Math.max(worst, termFit(words, term, isOwn));
    if (worst === Fit.None) break;
  }
  return worst;
}

function termFit(words: Words, term: string, isOwn: boolean): Fit {
  const fit = startFit(words, term);
  if (fit === Fit.None && !isInside(words, term, isOwn)) return Fit.None;
  if (fit === Fit.None) return isOwn ? Fit.OwnInside : Fit.OtherInside;
  return isOwn ? fit : Fit.OtherStart;
}

function isInside({ label, others }: Words, term: string, isOwn: boolean): boolean {
  const least = isOwn ? LEAST_INSIDE : LEAST_INSIDE_OTHERS;
  const isLongEnough = term.length >= least || WORD_IN_ITSELF.test(term);
  return isLongEnough && (label.includes(term) || others.includes(term));
}

function startFit({ label, others }: Words, term: string): Fit {
  if (`${label} `.includes(` ${term} `)) return Fit.OwnWord;
  if (label.includes(` ${term}`)) return Fit.OwnLabel;
  return others.includes(` ${term}`) ? Fit.OwnStart : Fit.None;
}
