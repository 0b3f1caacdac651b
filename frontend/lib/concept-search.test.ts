import { describe, expect, it } from "vitest";
import { foldedWords, withLabels } from "./concept-index.ts";
import { search } from "./concept-search.ts";
import { folded } from "./folding.ts";

const IDS = ["paint", "wash_hands", "dance", "read_aloud", "water_table", "bread_lunch"];
const WRITTEN = {
  "*": ["|verf,kwast,brush", "|water,zeep,soap", "|muziek,music", "|boek,verhaal,book", "|water", "|boterham,bread"],
  nl: ["Verven|kunst", "Handen wassen", "Dansen", "Voorlezen", "Watertafel", "Brood eten"],
  ar: ["الرسم بالفرشاة", "غَسل الأيدي", "الرقص", "قراءة قصة", "طاولة الماء", "أكل الخبز"],
  ti: ["ብቐለም ምስኣል", "ኢድ ምሕጻብ", "ሳዕሳዒት", "ዓው ኢልካ ምንባብ", "ጣውላ ማይ", "እንጌራ ምብላዕ"],
  pl: ["Malujemy farbami", "Myjemy ręce", "Tańczymy", "Głośne czytanie", "Stół z wodą", "Jemy chleb"],
  zh: ["颜料画", "洗手", "跳舞", "听故事", "玩水桌", "吃面包"],
};
const INDEX = {
  ids: IDS,
  languages: new Map(Object.entries(WRITTEN).map(([tag, lines]) => [tag, foldedWords(lines)])),
};

function found(typed: string, languages = ["nl"], used: string[] = []): string[] | undefined {
  return search(INDEX, typed, { languages, used });
}

describe("folding", () => {
  it.each([
    ["nl", "Één Ruïne", "een ruine"],
    ["pl", "GŁOŚNE czytanie", "glosne czytanie"],
    ["tr", "IŞIK, İyi", "isik iyi"],
    ["ar", "الـــأَيْدِي", "الايدي"],
    ["ar: the ending ah, and alef with hamza", "آية", "ايه"],
    ["fa: a Persian keyboard", "کتابی", folded("كتابي")],
    ["fa: a half space", "قلم\u200cمو", "قلممو"],
    ["ckb: a carrier before a vowel", "ئاو", "او"],
    ["ps: yeh with a tail", "ۍ", "ي"],
    ["am: letters that sound alike", "ሐኀሠዐፀ", "ሀሀሰአጸ"],
    ["ti and am: one vowel of a throat sound", "ኣብ", folded("አብ")],
    ["he: a letter at the end of a word", "לחם", "לחמ"],
    ["uk: an apostrophe", "м’яч", "мяч"],
    ["tw and rif", "Ɛkɔ aɣrum", "eko aghrum"],
    ["wide letters", "ＡＢ", "ab"],
  ])("writes %s as it is typed", (_language, word, plain) => {
    expect(folded(word)).toBe(plain);
  });

  it("keeps lines and bars, which are the index's own", () => {
    expect(folded("\nÉén|twee\n\ndrie\n")).toBe("\neen|twee\n\ndrie\n");
  });
});

describe("search", () => {
  it.each([
    ["nl", "ve", "paint"],
    ["ar", "غس", "wash_hands"],
    ["ar without its article", "رق", "dance"],
    ["ar with it", "الرق", "dance"],
    ["ar by the plain alef", "اكل", "bread_lunch"],
    ["ti", "ሳዕ", "dance"],
    ["ti by the other letter that sounds alike", "አው", "read_aloud"],
    ["pl", "ta", "dance"],
    ["pl without its own letters", "gl", "read_aloud"],
    ["zh", "洗手", "wash_hands"],
    ["zh by one sign inside", "舞", "dance"],
  ])("finds a word in %s by two letters", (_language, typed, id) => {
    expect(found(typed, ["nl"])?.[0]).toBe(id);
  });

  it("shows everything, and so nothing in particular, while nothing is typed", () => {
    expect(found(" ")).toBeUndefined();
  });

  it("takes one letter for the beginning of a word only", () => {
    expect(found("b")).toContain("bread_lunch");
    expect(found("f")).not.toContain("read_aloud");
  });

  it("shows who begins a word with it before who only holds it", () => {
    expect(found("ze")).toEqual(["wash_hands", "read_aloud"]);
    expect(found("tafel")).toEqual(["water_table"]);
  });

  it("wants every word that is typed", () => {
    expect(found("was han")).toEqual(["wash_hands"]);
    expect(found("was brood")).toEqual([]);
  });

  it("puts the searcher's own languages before others", () => {
    expect(found("ma", ["nl", "pl"])?.[0]).toBe("paint");
    expect(found("br")?.[0]).toBe("bread_lunch");
  });

  it("puts what is used first among equals, by a keyword as well as by a label", () => {
    expect(found("wa", ["nl"], ["water_table"])?.slice(0, 2)).toEqual(["water_table", "wash_hands"]);
    expect(found("br", ["nl"], ["paint"])?.slice(0, 2)).toEqual(["paint", "bread_lunch"]);
  });

  it("finds only what is offered", () => {
    expect(search(INDEX, "wa", { languages: ["nl"], used: [] }, (id) => id === "wash_hands")).toEqual(["wash_hands"]);
  });

  it("finds by the word on the page as well as by the one that was there at the build", () => {
    const index = withLabels(INDEX, "nl", new Map([["dance", "Hupsen"]]));
    const ofDutch = { languages: ["nl"], used: [] };
    expect([search(index, "hu", ofDutch), search(index, "dans", ofDutch)]).toEqual([["dance"], ["dance"]]);
  });
});
