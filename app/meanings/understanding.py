"""How well a drawing is understood: the share of a month's answers, its interval, and what follows from them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from uuid import UUID

from sqlalchemy import Connection, func, select
from sqlmodel import col

from app.meanings.checks import CHOICES
from app.meanings.models import CheckAnswers
from app.pictograms import drawing

LINE = 2 / 3  # ISO 9186: what two in three understand may stand alone
Z = 1.959964  # 95 %
GUESSED = 1 / CHOICES
FEWEST_TO_SHOW, FEWEST_TO_JUDGE = 5, 20


class Verdict(StrEnum):
    """What the answers say of a drawing in a language."""

    REDRAW = "redraw"
    OPEN = "open"
    CLEAR = "clear"
    FEW = "few"


@dataclass(frozen=True, slots=True)
class Understanding:
    """The answers about one drawing in one language; shares are of those who knew it, lucky guesses taken off."""

    concept_id: str
    language: str
    answers: int
    right: int

    @property
    def share(self) -> float:
        """Return the share who understand it."""
        return _without_guesses(self.right / self.answers)

    @property
    def interval(self) -> tuple[float, float]:
        """Return Wilson's interval of the share, at 95 %."""
        low, high = wilson(self.right, self.answers)
        return _without_guesses(low), _without_guesses(high)

    @property
    def verdict(self) -> Verdict:
        """Return what follows; of fewer than five answers nothing is shown at all."""
        if self.answers < FEWEST_TO_SHOW:
            return Verdict.FEW
        low, high = self.interval
        if self.answers >= FEWEST_TO_JUDGE and high < LINE:
            return Verdict.REDRAW
        return Verdict.CLEAR if low >= LINE else Verdict.OPEN


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """Return Wilson's score interval of a share."""
    share, square = successes / trials, Z * Z / trials
    middle = (share + square / 2) / (1 + square)
    reach = Z * sqrt(share * (1 - share) / trials + square / (4 * trials)) / (1 + square)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def understandings(
    connection: Connection, organisation_id: UUID, concept_ids: Collection[str] | None = None
) -> list[Understanding]:
    """Return what an organisation's parents make of each drawing as it is drawn now, by concept and language."""
    answers = CheckAnswers
    key = (col(answers.concept_id), col(answers.language), col(answers.drawing), col(answers.chosen_id))
    query = select(*key, func.sum(answers.number)).where(col(answers.organisation_id) == organisation_id)
    if concept_ids is not None:
        query = query.where(col(answers.concept_id).in_(concept_ids))
    numbers: dict[tuple[str, str], dict[str, int]] = {}
    for concept_id, language, drawn, chosen_id, number in connection.execute(query.group_by(*key)):
        if drawn == drawing_of(concept_id):
            numbers.setdefault((concept_id, language), {})[chosen_id] = int(number)
    return [_understanding(*asked, chosen) for asked, chosen in sorted(numbers.items())]


def doubted(connection: Connection, organisation_id: UUID, concept_ids: Collection[str]) -> set[str]:
    """Return those of the concepts whose drawing too few understand, in whichever language."""
    found = understandings(connection, organisation_id, concept_ids) if concept_ids else []
    return {one.concept_id for one in found if one.verdict is Verdict.REDRAW}


def drawing_of(concept_id: str) -> str:
    """Return the name of a drawing as it is now; answers about an older one count no more. Empty when it is gone."""
    try:
        return drawing.url(concept_id).rpartition("/")[2]
    except KeyError:
        return ""


def _understanding(concept_id: str, language: str, chosen: Mapping[str, int]) -> Understanding:
    return Understanding(concept_id, language, sum(chosen.values()), chosen.get(concept_id, 0))


def _without_guesses(share: float) -> float:
    return max(0.0, (share - GUESSED) / (1 - GUESSED))
