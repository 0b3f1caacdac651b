"""What can go wrong when sound is made."""


class NoSound(Exception):
    """No sound came, or one too short to be a word; a person gets no button then, or "not found"."""


class TooShort(NoSound):
    """There is something to hear, but less than a word."""
