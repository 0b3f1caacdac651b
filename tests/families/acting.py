"""What staff send about families, and what their answers hold."""

import re
from typing import Any
from uuid import uuid4

from app.people.models import Group


def family(**changed: Any) -> dict[str, Any]:  # noqa: ANN401 -- a form's fields are of many kinds
    """Return the form of a new child with its first caregiver."""
    ids = {name: str(uuid4()) for name in ("child_id", "caregiver_id", "card_id")}
    adult = {"name": "Zahra", "languages": ["ar", "", ""], "reading": "pictures"}
    return {**ids, "given_name": "Lina", "avatar": "avatar_bee", **adult, **changed}


def families_url(group: Group) -> str:
    """Return the address of a group's families."""
    return f"/staff/groups/{group.id}/families"


def code_on(page: str) -> str:
    """Return the typed code that a page with a sign-in card shows; "" if it shows none."""
    found = re.search(r"<strong>((?:<span>\d{4}</span>)+)</strong>", page)
    return "".join(re.findall(r"\d{4}", found.group(1))) if found else ""
