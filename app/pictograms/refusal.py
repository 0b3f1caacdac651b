"""Why a picture from elsewhere is not taken: a sentence for the operator, who reads it in the shell."""


class PictureRefused(Exception):
    """It cannot be taken, and nothing was changed."""
