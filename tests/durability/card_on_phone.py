"""A day as staff make it: taps, notes, photos and publications, and what the card must look like after each."""

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID, uuid4

from app.days.changes import AddStep, BadgeStep, Change, MoveStep, NoteStep, PhotoStep, RemoveStep, StateStep, Step
from app.days.models import State
from tests.durability.pictures import Picture
from tests.durability.scene import CONCEPTS, Place
from tests.durability.staff_phone import StaffPhone

NOTE = "Wij hebben vandaag geverfd."


@dataclass
class SeenMoment:
    """A moment as the phone shows it."""

    id: UUID
    concept_id: str
    state: State = State.PLANNED
    badges: list[str] = field(default_factory=list)
    note: str = ""
    photo_id: UUID | None = None


@dataclass
class CardOnPhone:
    """Everything here was answered by the server as kept, in this order."""

    place: Place
    sender: StaffPhone
    changes: list[Change] = field(default_factory=list)
    photos: dict[UUID, Picture] = field(default_factory=dict)
    publications: dict[UUID, list[SeenMoment]] = field(default_factory=dict)

    @cached_property
    def moments(self) -> list[SeenMoment]:
        return [SeenMoment(*row) for row in zip(self.place.moment_ids, CONCEPTS, strict=True)]

    @property
    def published_photo_ids(self) -> set[UUID]:
        """Return what stands on the last publication."""
        last = list(self.publications.values())[-1:]
        return {moment.photo_id for moments in last for moment in moments if moment.photo_id}

    @property
    def _api(self) -> str:
        return f"/api/v1/groups/{self.place.group_id}"

    def day(self, pictures: Sequence[Picture]) -> list[Callable[[], None]]:
        """Return what a group's day brings, to be done one thing after the other."""
        first, second, third = self.moments[:3]
        return [
            lambda: self.become(first, State.NOW),
            lambda: self.photograph(first, pictures[0]),
            lambda: self.go_on(first, second),
            self.publish,
            lambda: self.add_after(second, "dance"),
            lambda: self.move_first(third),
            lambda: self.write(second, NOTE),
            self.take_back,
            lambda: self.write(third, NOTE),
            lambda: self.photograph(second, pictures[1]),
            lambda: self.praise(second, "proud"),
            lambda: self.remove(self.moments[-1]),
            lambda: self.go_on(second, third),
            self.publish,
        ]

    def become(self, moment: SeenMoment, state: State) -> None:
        self._change(StateStep(moment_id=moment.id, saw=moment.state, state=state))
        moment.state = state

    def go_on(self, ending: SeenMoment, starting: SeenMoment) -> None:
        end = StateStep(moment_id=ending.id, saw=ending.state, state=State.DONE)
        self._change(end, StateStep(moment_id=starting.id, saw=starting.state, state=State.NOW))
        ending.state, starting.state = State.DONE, State.NOW

    def photograph(self, moment: SeenMoment, picture: Picture) -> None:
        photo_id = uuid4()
        self.sender.keep("PUT", f"{self._api}/photos/{photo_id}", content=picture.jpeg)
        self.photos[photo_id] = picture
        self._change(PhotoStep(moment_id=moment.id, saw=moment.photo_id, photo_id=photo_id))
        moment.photo_id = photo_id

    def add_after(self, moment: SeenMoment, concept_id: str) -> None:
        added = SeenMoment(uuid4(), concept_id)
        self._change(AddStep(moment_id=added.id, concept_id=concept_id, after_id=moment.id))
        self.moments.insert(self.moments.index(moment) + 1, added)

    def move_first(self, moment: SeenMoment) -> None:
        above = self.moments[self.moments.index(moment) - 1]
        self._change(MoveStep(moment_id=moment.id, saw_after_id=above.id, after_id=None))
        self.moments.remove(moment)
        self.moments.insert(0, moment)

    def write(self, moment: SeenMoment, note: str) -> None:
        self._change(NoteStep(moment_id=moment.id, saw=moment.note, note=note))
        moment.note = note

    def take_back(self) -> None:
        """Take the last note back."""
        reversal = self.changes[-1].inverse(uuid4())
        self.sender.keep("POST", f"/api/v1/changes/{self.changes[-1].id}/reversal", json={"id": str(reversal.id)})
        self.changes.append(reversal)
        step = reversal.steps[0]
        assert isinstance(step, NoteStep)
        next(moment for moment in self.moments if moment.id == step.moment_id).note = step.note

    def praise(self, moment: SeenMoment, badge: str) -> None:
        self._change(BadgeStep(moment_id=moment.id, badge=badge, has_badge=True))
        moment.badges.append(badge)

    def remove(self, moment: SeenMoment) -> None:
        self._change(RemoveStep(moment_id=moment.id))
        self.moments.remove(moment)

    def publish(self) -> None:
        publication_id = uuid4()
        self.sender.keep("POST", self._card("publication"), json={"id": str(publication_id)})
        self.publications[publication_id] = copy.deepcopy(self.moments)

    def _change(self, *steps: Step) -> None:
        change = Change(id=uuid4(), steps=list(steps))
        self.sender.keep("POST", self._card("changes"), json=change.model_dump(mode="json"))
        self.changes.append(change)

    def _card(self, noun: str) -> str:
        return f"{self._api}/cards/{self.place.day}/{noun}"
