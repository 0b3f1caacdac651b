"""Which things of a day a parent is told in one sentence: the few that a child would talk about at the table."""

from collections.abc import Sequence
from typing import Any

from app.language.sentences import MOST_THINGS
from app.pictograms.catalogue import catalogue

ROUTINES = {"coming_and_going", "care"}  # categories of what happens every day
SPECIAL = {"first_time", "proud"}
UNTOLD = {"toilet", "potty", "nappy"}  # they stand on the card; a sentence about everybody is not their place
FEWEST_DONE = 2  # while the day goes on: one thing alone is no story yet


def things_told(moments: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    """Return up to three concepts of what is done, in the order of the day; none while the day has hardly begun.

    A photo goes first, then what was new or made somebody proud, then what does not happen every day, then any badge.
    """
    done = [moment for moment in moments if moment["place"] == "done"]
    if len(done) < FEWEST_DONE and len(done) < len(moments):
        return ()
    told = [moment for moment in done if moment["concept_id"] not in UNTOLD]
    best = sorted(range(len(told)), key=lambda place: (_rank(told[place]), place))
    concepts = dict.fromkeys(told[place]["concept_id"] for place in best)
    chosen = list(concepts)[:MOST_THINGS]
    return tuple(dict.fromkeys(one["concept_id"] for one in told if one["concept_id"] in chosen))


def _rank(moment: dict[str, Any]) -> tuple[bool, ...]:
    concept = catalogue().get(moment["concept_id"])
    is_routine = concept is None or concept.category in ROUTINES
    badges = moment["badges"]
    return (not moment["photo"], not SPECIAL.intersection(badges), is_routine, not badges)
