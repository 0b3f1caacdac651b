"""Changes to a card: each step names what its maker saw, so that nobody overwrites a colleague unknowingly."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field, TypeAdapter

from app.days.models import State


class StateStep(BaseModel):
    """A moment starts, ends, is skipped or planned again."""

    kind: Literal["state"] = "state"
    moment_id: UUID
    saw: State
    state: State

    def inverse(self) -> "StateStep":
        """Return the step back."""
        return StateStep(moment_id=self.moment_id, saw=self.state, state=self.saw)


class BadgeStep(BaseModel):
    """A badge is put on a moment or taken off."""

    kind: Literal["badge"] = "badge"
    moment_id: UUID
    badge: str
    has_badge: bool

    def inverse(self) -> "BadgeStep":
        """Return the step back."""
        return self.model_copy(update={"has_badge": not self.has_badge})


class NoteStep(BaseModel):
    """A moment's short note in Dutch."""

    kind: Literal["note"] = "note"
    moment_id: UUID
    saw: str = Field(max_length=2000)
    note: str

    def inverse(self) -> "NoteStep":
        """Return the step back."""
        return NoteStep(moment_id=self.moment_id, saw=self.note, note=self.saw)


class PhotoStep(BaseModel):
    """A photo is put on a moment, replaced or taken off."""

    kind: Literal["photo"] = "photo"
    moment_id: UUID
    saw: UUID | None
    photo_id: UUID | None

    def inverse(self) -> "PhotoStep":
        """Return the step back."""
        return PhotoStep(moment_id=self.moment_id, saw=self.photo_id, photo_id=self.saw)


class AddStep(BaseModel):
    """A moment is added after another, or first; its id is made by the sender."""

    kind: Literal["add"] = "add"
    moment_id: UUID
    concept_id: str
    after_id: UUID | None

    def inverse(self) -> "RemoveStep":
        """Return the step back."""
        return RemoveStep(moment_id=self.moment_id)


class RemoveStep(BaseModel):
    """A moment is taken off the card."""

    kind: Literal["remove"] = "remove"
    moment_id: UUID

    def inverse(self) -> "RestoreStep":
        """Return the step back."""
        return RestoreStep(moment_id=self.moment_id)


class RestoreStep(BaseModel):
    """A moment that was taken off comes back where it was."""

    kind: Literal["restore"] = "restore"
    moment_id: UUID

    def inverse(self) -> RemoveStep:
        """Return the step back."""
        return RemoveStep(moment_id=self.moment_id)


class MoveStep(BaseModel):
    """A moment goes behind another, or first."""

    kind: Literal["move"] = "move"
    moment_id: UUID
    saw_after_id: UUID | None
    after_id: UUID | None

    def inverse(self) -> "MoveStep":
        """Return the step back."""
        return MoveStep(moment_id=self.moment_id, saw_after_id=self.after_id, after_id=self.saw_after_id)


Step = Annotated[
    StateStep | BadgeStep | NoteStep | PhotoStep | AddStep | RemoveStep | RestoreStep | MoveStep,
    Field(discriminator="kind"),
]


class Change(BaseModel):
    """What one tap does: a few steps that happen together or not at all."""

    id: UUID
    steps: list[Step] = Field(min_length=1, max_length=50)

    def inverse(self, reversal_id: UUID) -> "Change":
        """Return the change that takes this one back."""
        # Not checked again: a change that changed nothing keeps no steps, and taking it back changes nothing either.
        return Change.model_construct(id=reversal_id, steps=[step.inverse() for step in reversed(self.steps)])

    def as_rows(self) -> list[dict[str, Any]]:
        """Return the steps as they are kept."""
        return [step.model_dump(mode="json") for step in self.steps]

    @staticmethod
    def from_rows(change_id: UUID, rows: list[dict[str, Any]]) -> "Change":
        """Return a change as it was kept."""
        return Change.model_construct(id=change_id, steps=_STEPS.validate_python(rows))


_STEPS: TypeAdapter[list[Step]] = TypeAdapter(list[Step])
