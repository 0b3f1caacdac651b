"""The closed table of words of the interface that can be heard: a key in an address, and the msgid it stands for."""

from datetime import date, timedelta

from app.language.calendar import weekday_name
from app.language.catalogues import own_word
from app.language.languages import is_language, language_of


def _(msgid: str) -> str:
    # Marks words for the catalogues; each is said in the language of the clip.
    return msgid


SPOKEN_WORDS = {
    "now": _("Now"),
    "next": _("Next"),
    "done": _("Done"),
    "today": _("Today"),
    "tomorrow": _("Tomorrow"),
    "yesterday": _("Yesterday"),
    "earlier_days": _("Earlier days"),
    "photo": _("Photo"),
    "play_my_day": _("Play my day"),
    "tap_to_listen": _("Tap to listen"),
    "choose_your_language": _("Choose your language"),
    "unchecked": _("Nobody who speaks this language has checked its words yet."),
    "us": _("Us"),
    "card_comes_later": _("The card for today comes later."),
    "no_card": _("There is no card for this day."),
    "something_new": _("There is something new to see"),
    "no_connection": _("No connection"),
    "try_online": _("Try again when the phone has internet."),
    "not_here": _("This is not here."),
    "went_wrong": _("Something went wrong. Please try again."),
    "check_question": _("Which one belongs to this picture?"),
    "check_thanks": _("Thank you!"),
    "push_why": _("Do you want a message when the day card is ready?"),
    "push_on": _("You get a message when the day card is ready."),
    "push_off": _("Messages are off on this phone."),
    "push_denied": _("This phone blocks messages. You can allow them in the settings."),
    "push_failed": _("That did not work. Try again."),
    "push_sending": _("A test is on its way."),
    "push_wait": _("A test is on its way. Wait a moment."),
    "push_arrived": _("It works: the message is here."),
    "push_late": _("No message yet. Try again later."),
    "push_home": _("Put Dagkaart on the home screen to get messages."),
    "push_share": _("Tap Share"),
    "push_add": _("Tap Add to Home Screen"),
    "push_open": _("Open Dagkaart from the home screen"),
    "studio": _("Record words of my language"),
    "consent_heard": _("Others will hear your voice."),
    "consent_delete": _("You can delete it whenever you want."),
    "consent_nameless": _("Your name is not said."),
    "record_hold": _("Hold the button and say the word."),
    "record_silent": _("Nothing can be heard. Hold the phone nearer and say it again."),
    "record_short": _("This is too short. Hold the button while you speak."),
    "record_loud": _("This is too loud. Hold the phone a little further away and say it again."),
    "record_denied": _("This phone does not let us hear you. You can allow the microphone in the settings."),
    "record_thanks": _("All words are done. Thank you!"),
}
MONDAY = date(2024, 1, 1)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def spoken_keys() -> list[str]:
    """Return every key there is."""
    return ["greeting", "language_name", *SPOKEN_WORDS, *WEEKDAYS]


def spoken_word(language: str, key: str) -> str:
    """Return the text of a key in a language; empty for an unknown key, and for a word the language lacks."""
    if not is_language(language):
        return ""
    if key == "greeting":
        return language_of(language).greeting
    if key == "language_name":
        return language_of(language).autonym
    if key in WEEKDAYS:
        return weekday_name(language, MONDAY + timedelta(days=WEEKDAYS.index(key)))
    return own_word(language, SPOKEN_WORDS[key]) if key in SPOKEN_WORDS else ""
