"""QR codes of cards, as elements of a page."""

import segno
from markupsafe import Markup

MARGIN = 4  # modules of white around a QR that ISO 18004 asks for


def qr_code(text: str) -> Markup:
    """Return a QR code as an SVG element."""
    made = segno.make(text, error="m", micro=False)
    return Markup(made.svg_inline(omitsize=True, border=MARGIN, svgclass="qr", lineclass=""))  # noqa: S704 -- made here
