"""The errors a person can meet: each has a status, a code, a picture and words that say what to do."""


def _(msgid: str) -> str:
    # Marks words for the catalogues; they are translated when an answer is written, in the reader's language.
    return msgid


class DagkaartError(Exception):
    """An expected error; `message` is a msgid, `details` is data a script needs to recover."""

    status = 500
    code = "error"
    pictogram = "ui_error"
    message = _("Something went wrong. Please try again.")

    def __init__(self, code: str = "", *, pictogram: str = "", message: str = "", **details: object) -> None:
        super().__init__(code or self.code)
        self.code = code or self.code
        self.pictogram = pictogram or self.pictogram
        self.message = message or self.message
        self.details = details


class SignInNeeded(DagkaartError):
    """Nobody is signed in on this device."""

    status, code, pictogram = 401, "sign_in_needed", "ui_key"
    message = _("This phone is not signed in. Ask the staff for a new sign-in card.")


class NotAllowed(DagkaartError):
    """The request came from another website, or from someone of another kind."""

    status, code, pictogram = 403, "not_allowed", "ui_key"
    message = _("You cannot do this here.")


class NotFound(DagkaartError):
    """It isn't there, or it isn't yours: the two are told apart by nobody."""

    status, code, pictogram = 404, "not_found", "ui_not_found"
    message = _("This is not here.")


class Conflict(DagkaartError):
    """Somebody else changed it after you looked."""

    status, code, pictogram = 409, "changed_by_another", "ui_changed"
    message = _("A colleague changed this just now. Look again and choose.")


class Expired(DagkaartError):
    """It could be used once, or until a date, and that is over."""

    status, code, pictogram = 410, "expired", "ui_expired"
    message = _("This card has been used or is too old. Ask the staff for a new one.")


class TooLarge(DagkaartError):
    """More bytes or pixels than we take in."""

    status, code, pictogram = 413, "too_large", "ui_too_large"
    message = _("This is too large. Choose a smaller picture.")


class Refused(DagkaartError):
    """What was sent can't be used as it is."""

    status, code, pictogram = 422, "refused", "ui_error"
    message = _("This cannot be used. Look at it again.")


class TooMany(DagkaartError):
    """Too many tries in a short time."""

    status, code, pictogram = 429, "too_many", "ui_clock"
    message = _("Too many tries. Wait a few minutes and try again.")


class StorageFull(DagkaartError):
    """The disk is full; nothing was half saved."""

    status, code, pictogram = 507, "storage_full", "ui_full"
    message = _("There is no room left to save this. Nothing was changed. Tell the person who looks after the server.")
