"""A day in one sentence: the few things worth telling, in the order in which they happened."""

from typing import Any

from app.days.told import things_told


def moment(
    concept_id: str, place: str = "done", *, badges: tuple[str, ...] = (), has_photo: bool = False
) -> dict[str, Any]:
    return {
        "concept_id": concept_id,
        "place": place,
        "badges": list(badges),
        "photo": {"id": "x"} if has_photo else None,
    }


def test_activities_are_told_before_what_happens_every_day() -> None:
    day = [moment("arrive"), moment("wash_hands"), moment("paint"), moment("fruit"), moment("sing"), moment("dance")]
    assert things_told(day) == ("paint", "sing", "dance")


def test_a_photo_and_what_was_new_are_told_first_and_still_in_the_order_of_the_day() -> None:
    day = [moment(one) for one in ("paint", "sing", "dance")]
    day += [
        moment("fruit", has_photo=True),
        moment("puzzle", badges=("first_time",)),
        moment("ball", badges=("outside",)),
    ]
    assert things_told(day) == ("fruit", "puzzle", "ball")


def test_a_day_that_has_hardly_begun_is_not_told_yet() -> None:
    assert things_told([moment("paint"), moment("sing", "now"), moment("dance", "next")]) == ()
    assert things_told([moment("paint"), moment("sing"), moment("dance", "now")]) == ("paint", "sing")
    assert things_told([]) == ()


def test_a_day_that_is_over_is_told_however_little_was_done() -> None:
    assert things_told([moment("paint")]) == ("paint",)


def test_what_is_planned_and_what_happens_on_the_toilet_is_never_told() -> None:
    day = [moment("toilet"), moment("nappy"), moment("potty", has_photo=True), moment("paint", "later")]
    assert things_told(day) == ()


def test_the_same_thing_twice_is_told_once() -> None:
    assert things_told([moment("sing"), moment("paint"), moment("sing", has_photo=True)]) == ("sing", "paint")
