"""Merges the catalogue into every language's `concepts.po`: new concepts wait for their label, with what they mean.

Run as `python -m app.pictograms.labels` after a change of `pictograms/catalogue.toml`.
"""

import sys

from babel.messages.catalog import Catalog

from app.language.languages import SOURCE, Language, languages
from app.language.po_file import CONCEPTS, new_catalogue, read_catalogue, write_catalogue
from app.pictograms.catalogue import Kind, catalogue


def labelled() -> dict[str, str]:
    """Return the id of every concept that people read a label of, and what it means, in English."""
    return {id_: concept.gloss[SOURCE] for id_, concept in catalogue().items() if concept.kind is not Kind.INTERFACE}


def merged(language: Language) -> Catalog:
    """Return a language's labels for the concepts there are, with the translations it has."""
    old, new = read_catalogue(language.tag, CONCEPTS), new_catalogue(language)
    for concept_id, meaning in labelled().items():
        before = old.get(concept_id)
        new.add(concept_id, before.string if before else "", auto_comments=[meaning])
    return new


if __name__ == "__main__":
    for language in languages():
        written = merged(language)
        write_catalogue(language, CONCEPTS, written)
        missing = sum(1 for message in written if message.id and not message.string)
        sys.stdout.write(f"{language.tag}: {len(labelled())} concepts, {missing} without a label\n")
