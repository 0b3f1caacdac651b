"""The catalogue holds every meaning once, and each is explained and named."""

import re
from collections import Counter

import pytest

from app.config import PROJECT_FOLDER
from app.pictograms.catalogue import (
    CATALOGUE_FILE,
    Concept,
    Kind,
    avatars,
    badges,
    catalogue,
    is_avatar,
    is_badge,
    is_moment,
    moments,
    moments_by_category,
)

EVERY = list(catalogue().values())
PREFIXES = {Kind.INTERFACE: "ui_", Kind.AVATAR: "avatar_"}


def test_there_are_71_moments_and_nine_badges() -> None:
    assert (len(moments()), len(badges())) == (71, 9)


def test_a_group_can_give_every_child_another_avatar() -> None:
    assert len(avatars()) >= 16  # the most children a group may have


def test_every_concept_is_explained_in_dutch_and_in_english() -> None:
    assert len(EVERY) > 400
    assert [concept.id for concept in EVERY if not _is_explained(concept)] == []


def _is_explained(concept: Concept) -> bool:
    is_one_line = all(gloss.strip() and "\n" not in gloss for gloss in concept.gloss.values())
    return is_one_line and concept.gloss["nl"] != concept.gloss["en"] and bool(concept.keywords and concept.category)


def test_an_id_tells_the_kind() -> None:
    for concept in EVERY:
        assert concept.id.islower(), concept.id
        assert all(concept.id.startswith(prefix) == (concept.kind is kind) for kind, prefix in PREFIXES.items()), (
            concept.id
        )


def test_no_two_concepts_are_explained_alike() -> None:
    for tag in ("nl", "en"):
        assert Counter(concept.gloss[tag] for concept in EVERY).most_common(1)[0][1] == 1


def test_moments_by_category_are_all_moments() -> None:
    assert [concept for group in moments_by_category().values() for concept in group] == list(moments())


def test_a_concept_is_of_one_kind() -> None:
    assert is_moment("paint")
    assert is_badge("proud")
    assert is_avatar("avatar_boat")
    assert not any((is_badge("paint"), is_moment("proud"), is_moment("ui_play"), is_avatar("paint"), is_moment("none")))


def test_every_interface_pictogram_that_is_asked_for_is_in_the_catalogue() -> None:
    places = [*PROJECT_FOLDER.glob("app/**/*.py"), *PROJECT_FOLDER.glob("frontend/[!b]*/**/*.*")]
    asked = {name for path in places for name in re.findall(r"[\"'](ui_[a-z_]+)[\"']", path.read_text("utf-8"))}
    assert asked
    assert asked <= catalogue().keys()


def test_the_catalogue_cannot_be_changed_by_who_reads_it() -> None:
    with pytest.raises(TypeError):
        catalogue()["paint"] = EVERY[0]  # type: ignore[index]  # the type says so too


def test_the_catalogue_says_what_it_is() -> None:
    assert CATALOGUE_FILE.read_text(encoding="utf-8").startswith("# Every picture of Dagkaart")
