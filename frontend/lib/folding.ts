/** Writing words so that what people type alike is alike: no case, no accents, and one letter where keyboards have several. */

// Letters that differ only by keyboard or by habit, and that Unicode does not take apart by itself.
const ALIKE: Record<string, string> = {
  ...{ ı: "i", ł: "l", đ: "d", ø: "o", ß: "ss", ɛ: "e", ɔ: "o", ɣ: "gh" },
  // Arabic script: alef, yeh, kaf and heh have other code points on Arabic, Persian, Pashto and Kurdish keyboards.
  ...{ ٱ: "ا", ى: "ي", ی: "ي", ې: "ي", ۍ: "ي", ێ: "ي", ے: "ي", ک: "ك", ڪ: "ك", ګ: "گ", ة: "ه", ە: "ه", ۀ: "ه" },
  ...{ ھ: "ه", ہ: "ه", ۆ: "و", ۇ: "و", ۊ: "و", ڕ: "ر", ړ: "ر", ڵ: "ل", ڤ: "ف", ټ: "ت", ډ: "د", ڼ: "ن" },
  ...{ ך: "כ", ם: "מ", ן: "נ", ף: "פ", ץ: "צ" },
};
// Ethiopic letters that sound alike: each row of seven vowels from the first to the second.
const ROWS = { ሐ: "ሀ", ኀ: "ሀ", ሠ: "ሰ", ዐ: "አ", ፀ: "ጸ" };
const VOWELS = 7;
// The first and the fourth vowel of a throat sound are said alike: Amharic writes አ where Tigrinya writes ኣ.
const THROATS = { ሃ: "ሀ", ሓ: "ሀ", ኃ: "ሀ", ኣ: "አ", ዓ: "አ" };

const LETTERS = new Map([...Object.entries(ALIKE), ...ethiopic(), ...Object.entries(THROATS)]);
const OTHER_FORM = new RegExp(`[${[...LETTERS.keys()].join("")}]`, "gu");
// Vowel signs, the stretching tatweel, a hamza by itself, apostrophes, and characters that only join or turn.
const UNHEARD = /[\p{M}\p{Cf}ـء'’ʼ`]/gu;
const NO_LETTERS = /[^\p{L}\p{N}\n|]+/gu;

/** A text with its letters folded and one space between words; line ends and bars stay. */
export function folded(text: string): string {
  return text
    .toLowerCase()
    .replace(/(?<!\p{L})ئ/gu, "") // in Kurdish it only carries the vowel that a word begins with
    .normalize("NFKD")
    .replace(UNHEARD, "")
    .replace(OTHER_FORM, (letter) => LETTERS.get(letter) ?? letter)
    .replace(NO_LETTERS, " ")
    .replace(/^ | $/g, "");
}

function ethiopic(): [string, string][] {
  return Object.entries(ROWS).flatMap(([from, to]) =>
    Array.from({ length: VOWELS }, (_, vowel): [string, string] => [moved(from, vowel), moved(to, vowel)]),
  );
}

function moved(letter: string, by: number): string {
  return String.fromCodePoint((letter.codePointAt(0) ?? 0) + by);
}
