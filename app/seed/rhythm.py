"""The demo's rhythm: half days with the same frame and other things to do on each weekday."""

from datetime import time

from sqlmodel import Session

from app.days.rhythm import RhythmChange, UsualMoment, change_rhythm
from app.people.actors import StaffActor
from app.people.models import Group

FRAME = (
    ("arrive", time(8, 15)),
    ("inloop_play_together", time(8, 20)),
    ("circle_time", time(8, 45)),
    ("{activity}", time(9, 0)),
    ("wash_hands", time(9, 20)),
    ("fruit", time(9, 30)),
    ("{corner}", time(10, 0)),
    ("{table}", time(10, 25)),
    ("{outside}", time(11, 0)),
    ("closing_circle", time(11, 35)),
    ("go_home", time(11, 45)),
)
WEEK = (
    {"activity": "blocks_build", "corner": "paint", "table": "sing", "outside": "sandpit"},
    {"activity": "book_corner", "corner": "beads_threading", "table": "dance", "outside": "outside_play"},
    {"activity": "picture_talk", "corner": "play_dough", "table": "puzzle", "outside": "garden_plants"},
    {"activity": "birthday", "corner": "blocks_build", "table": "make_music", "outside": "outside_play"},
    {"activity": "read_aloud", "corner": "paint", "table": "house_corner", "outside": "sandpit"},
)


def give_rhythm(session: Session, staff: StaffActor, group: Group) -> None:
    """Give a group its week; Saturday and Sunday too, so that the demo has a today on any day it is looked at."""
    first = 0 if group.name == "Vlinders" else 2  # the groups share the corners, so they take turns
    for weekday in range(7):
        change = RhythmChange(saw_version=0, moments=_moments(WEEK[(weekday + first) % len(WEEK)]))
        change_rhythm(session, staff, group.id, weekday, change)


def _moments(own: dict[str, str]) -> list[UsualMoment]:
    return [UsualMoment(concept_id=concept_id.format(**own), starts_at=at) for concept_id, at in FRAME]
