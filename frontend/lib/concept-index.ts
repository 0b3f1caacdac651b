/** The index of concepts as the build makes it, folded once on the phone, and ready to be searched. */
import { folded } from "./folding.ts";

/** What the build wrote: by language a line for each concept, `label|word,word`; "*" holds our own keywords. */
export interface WrittenIndex {
  readonly ids: readonly string[];
  readonly lines: Readonly<Record<string, readonly string[]>>;
}

/**
 * Every concept's words in one language, folded, as one text: a line ` label| word word` for each, every word with a
 * space before it. One text is searched many times faster than hundreds of short ones.
 */
export interface Words {
  readonly text: string;
  /** Where each concept's line begins. */
  readonly starts: readonly number[];
  /** Where each concept's label ends. */
  readonly bars: readonly number[];
}

/** Every concept's words by language. */
export interface ConceptIndex {
  readonly ids: readonly string[];
  readonly languages: ReadonlyMap<string, Words>;
}

export const OWN_KEYWORDS = "*";
const ARTICLE = / ال(\S{2,})/g;

/** Fetch an index and fold it a language at a time, so that a slow phone goes on answering to touches. */
export async function loadIndex(address: string): Promise<ConceptIndex> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`index: ${response.status}`);
  const { ids, lines } = (await response.json()) as WrittenIndex;
  const languages = new Map<string, Words>();
  for (const [tag, written] of Object.entries(lines)) {
    languages.set(tag, foldedWords(written));
    await new Promise((resolve) => setTimeout(resolve));
  }
  return { ids, languages };
}

/** The words of each line. */
export function foldedWords(lines: readonly string[]): Words {
  return joined(folded(lines.join("\n")).split("\n").map(spaced));
}

/** An index with more words for one language: those that the page shows may have been put right since the build. */
export function withLabels(index: ConceptIndex, tag: string, shown: ReadonlyMap<string, string>): ConceptIndex {
  const known = index.languages.get(tag)?.text.split("\n") ?? [];
  const lines = index.ids.map((id, place) => {
    const [label = "", others = ""] = (known[place] ?? "|").split("|");
    const corrected = spaced(folded(shown.get(id) ?? "")).split("|")[0];
    return corrected && corrected !== label ? `${corrected}|${label}${others}` : `${label}|${others}`;
  });
  return { ids: index.ids, languages: new Map([...index.languages, [tag, joined(lines)]]) };
}

/** A space before every word. Arabic puts its article before the word; people look for it with or without. */
function spaced(line: string): string {
  const [label = "", others = ""] = line.split("|").map((part) => part && ` ${part.trim()}`.replace(ARTICLE, "$& $1"));
  return `${label}|${others}`;
}

function joined(lines: readonly string[]): Words {
  const starts: number[] = [];
  const bars: number[] = [];
  let length = 0;
  for (const line of lines) {
    starts.push(length);
    bars.push(length + line.indexOf("|"));
    length += line.length + 1;
  }
  return { text: lines.join("\n"), starts, bars };
}
