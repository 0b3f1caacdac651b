/** The index of concepts as the build makes it, folded once on the phone, and ready to be searched. */
import { folded } from "./folding.ts";

/** What the build wrote: by language a line for each concept, `label|word,word`; "*" holds our own keywords. */
export interface WrittenIndex {
  readonly ids: readonly string[];
  readonly lines: Readonly<Record<string, readonly string[]>>;
}

/** A concept's words in one language, folded, each with a space before it. */
export interface Words {
  readonly label: string;
  readonly others: string;
}

/** Every concept's words by language. */
export interface ConceptIndex {
  readonly ids: readonly string[];
  readonly languages: ReadonlyMap<string, readonly Words[]>;
}

export const OWN_KEYWORDS = "*";
const ARTICLE = / ال(\S{2,})/g;

/** Fetch an index and fold it a language at a time, so that a slow phone goes on answering to touches. */
export async function loadIndex(address: string): Promise<ConceptIndex> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`index: ${response.status}`);
  const { ids, lines } = (await response.json()) as WrittenIndex;
  const languages = new Map<string, readonly Words[]>();
  for (const [tag, written] of Object.entries(lines)) {
    languages.set(tag, foldedWords(written));
    await new Promise((resolve) => setTimeout(resolve));
  }
  return { ids, languages };
}

/** The words of each line. */
export function foldedWords(lines: readonly string[]): Words[] {
  return folded(lines.join("\n")).split("\n").map(words);
}

/** An index with more words for one language: those that the page shows may have been put right since the build. */
export function withLabels(index: ConceptIndex, tag: string, shown: ReadonlyMap<string, string>): ConceptIndex {
  const known = index.languages.get(tag);
  const labels = foldedWords(index.ids.map((id) => shown.get(id) ?? ""));
  const merged = labels.map(({ label }, place) => ({ label, others: both(known?.[place], label) }));
  return { ids: index.ids, languages: new Map([...index.languages, [tag, merged]]) };
}

function both(known: Words | undefined, label: string): string {
  return known ? (known.label === label ? known.others : known.label + known.others) : "";
}

/** Arabic puts its article before the word; people look for the word with or without it. */
function words(line: string): Words {
  const [label = "", others = ""] = line.split("|").map((part) => part && ` ${part.trim()}`.replace(ARTICLE, "$& $1"));
  return { label, others };
}
