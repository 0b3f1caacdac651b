"""Merges the catalogue into every language's `concepts.po`: new concepts wait for their label, with what they mean.

Run as `python -m app.pictograms.labels` after a change of `pictograms/catalogue.toml`.
"""

import sys

from app.language.languages import SOURCE
from app.language.po_file import CONCEPTS, merge
from app.pictograms.catalogue import Kind, catalogue


def labelled() -> dict[str, str]:
    """Return the id of every concept that people read a label of, and what it means, in English."""
    return {id_: concept.gloss[SOURCE] for id_, concept in catalogue().items() if concept.kind is not Kind.INTERFACE}


if __name__ == "__main__":
    sys.stdout.writelines(merge(CONCEPTS, labelled()))
