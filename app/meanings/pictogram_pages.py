"""Staff's page of what parents take the pictures for."""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from app import pages
from app.database import SessionDep
from app.language.languages import languages
from app.meanings.understanding import LINE, Understanding, Verdict, understandings
from app.people import access
from app.sign_in.actor import CurrentStaff

router = APIRouter()
ORDER = list(Verdict)


@dataclass(frozen=True, slots=True)
class Asked:
    """A drawing with what it is taken for, language by language; the worst comes first."""

    concept_id: str
    by_language: list[Understanding]

    @property
    def verdict(self) -> Verdict:
        """Return the worst of its languages."""
        return self.by_language[0].verdict


@router.get("/staff/pictograms")
def pictograms_page(request: Request, session: SessionDep, staff: CurrentStaff) -> Response:
    """Show each drawing that was asked about, those to be drawn anew first."""
    groups = access.groups_of(session, staff)
    return pages.render(
        request,
        "staff/pictograms.html",
        staff.language,
        account=staff.account,
        group=groups[0] if groups else None,
        asked=_asked(understandings(session.connection(), staff.organisation_id)),
        autonyms={language.tag: language.autonym for language in languages()},
        line=LINE,
        place="account",
    )


def _asked(found: list[Understanding]) -> list[Asked]:
    by_concept: dict[str, list[Understanding]] = {}
    for one in sorted(found, key=_worst_first):
        by_concept.setdefault(one.concept_id, []).append(one)
    return [Asked(*pair) for pair in by_concept.items()]


def _worst_first(one: Understanding) -> tuple[int, float]:
    return ORDER.index(one.verdict), one.share if one.verdict is not Verdict.FEW else 0
