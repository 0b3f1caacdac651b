"""Merges the moments into every language's `sentences.po`: each waits for its clause, with what it means.

Run as `python -m app.pictograms.clauses` after a change of the moments in `pictograms/catalogue.toml`.
"""

import sys

from app.language.languages import SOURCE, Language
from app.language.po_file import SENTENCES, merge
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


def _fixed(language: Language, msgid: str) -> str:
    return msgid if language.tag == SOURCE and not msgid.startswith(CLAUSE) else ""


if __name__ == "__main__":
    sys.stdout.writelines(merge(SENTENCES, wanted(), _fixed))
