"""Merges the moments into every language's `sentences.po`: each waits for its clause, with what it means.

Run as `python -m app.pictograms.clauses` after a change of the moments in `pictograms/catalogue.toml`.
"""

import sys

from babel.messages.catalog import Catalog

from app.language.languages import SOURCE, Language, languages
from app.language.po_file import SENTENCES, new_catalogue, read_catalogue, write_catalogue
from app.language.sentences import CLAUSE, EARLIER, TODAY
from app.pictograms.catalogue import moments

ON_SENTENCES = (
    "What the group did; each slot takes a clause (painted; played outside). Put the slots where they belong."
)
ON_CLAUSES = "Stands in a slot, as in: Today we {first}. "


def wanted() -> dict[str, str]:
    """Return every sentence, and a clause for every moment, with what its translator should know."""
    sentences = dict.fromkeys((*TODAY, *EARLIER), ON_SENTENCES)
    return sentences | {CLAUSE + one.id: ON_CLAUSES + one.gloss[SOURCE] for one in moments()}


def merged(language: Language) -> Catalog:
    """Return a language's sentences and clauses for the moments there are, with the translations it has."""
    old, new = read_catalogue(language.tag, SENTENCES), new_catalogue(language)
    for msgid, comment in wanted().items():
        before = old.get(msgid)
        is_source = language.tag == SOURCE and not msgid.startswith(CLAUSE)
        new.add(msgid, msgid if is_source else before.string if before else "", auto_comments=[comment])
    return new


if __name__ == "__main__":
    for language in languages():
        written = merged(language)
        write_catalogue(language, SENTENCES, written)
        missing = sum(1 for message in written if message.id and not message.string)
        sys.stdout.write(f"{language.tag}: {len(wanted())} sentences and clauses, {missing} not written\n")
