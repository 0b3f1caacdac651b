"""Drawings as they come from elsewhere: one in order, and everything that must not come in."""

import io
import zipfile
from collections.abc import Mapping

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 850 850">{}</svg>'
)
HOUSE = '<path fill="#a8d7f4" d="M100 400.123L425 100 750 400V750H100z"/>'
DRAWN = SVG.format(HOUSE).encode()
LAUGHS = (
    '<!DOCTYPE svg [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)

# What is in each, and what its refusal says.
BAD: dict[str, tuple[bytes, str]] = {
    "script": (SVG.format(f"{HOUSE}<script>alert(1)</script>").encode(), "<script>"),
    "script of html": (
        SVG.format(f'{HOUSE}<g><s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script></g>').encode(),
        "<script>",
    ),
    "entity bomb": (f"{LAUGHS}{SVG.format(f'<desc>&i;</desc>{HOUSE}')}".encode(), "document type"),
    "entity bomb in UTF-16": (f"{LAUGHS}{SVG.format(HOUSE)}".encode("utf-16"), "document type"),
    "file of the server": (
        f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>{SVG.format("<desc>&x;</desc>")}'.encode(),
        "document type",
    ),
    "document type": (
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">' + DRAWN,
        "document type",
    ),
    "image from elsewhere": (SVG.format('<image xlink:href="https://elsewhere.example/a.png"/>').encode(), "<image>"),
    "link": (SVG.format(f'<a href="https://elsewhere.example">{HOUSE}</a>').encode(), "<a>"),
    "use": (SVG.format(f'{HOUSE}<use xlink:href="#a"/>').encode(), "<use>"),
    "reference on a shape": (SVG.format('<path xlink:href="#a" d="M0 0h9v9z"/>').encode(), "href"),
    "animation": (SVG.format(f'{HOUSE}<animate attributeName="href" to="javascript:alert(1)"/>').encode(), "<animate>"),
    "animation inside a shape": (SVG.format('<g><set attributeName="onload" to="1"/></g>').encode(), "<set>"),
    "foreign object": (SVG.format("<foreignObject><iframe/></foreignObject>").encode(), "<foreignObject>"),
    "event handler": (SVG.format('<path onload="alert(1)" d="M0 0h9v9z"/>').encode(), "onload"),
    "event handler on the svg": (DRAWN.replace(b"<svg", b'<svg onclick="alert(1)"'), "onclick"),
    "style from elsewhere": (
        SVG.format(f"<style>@import url(https://elsewhere.example/a.css);</style>{HOUSE}").encode(),
        "style sheet",
    ),
    "style that escapes": (SVG.format(f"<style>.a{{fill:red}} svg{{display:none}}</style>{HOUSE}").encode(), "style"),
    "colour from elsewhere": (SVG.format('<path style="fill:url(//elsewhere.example#a)" d="M0 0h9"/>').encode(), "url"),
    "gradient": (SVG.format(f'<defs><linearGradient id="a"/></defs>{HOUSE}').encode(), "<defs>"),
    "text": (SVG.format("<text>dag</text>").encode(), "<text>"),
    "huge path": (SVG.format(f'<path d="M0 0{"l1.5-2.5" * 20_000}"/>').encode(), "after cleaning"),
    "huge file": (SVG.format(f"<desc>{'x' * 600_000}</desc>{HOUSE}").encode(), "more than 500000 bytes"),
    "too many elements": (SVG.format('<path d="M0 0h9"/>' * 700).encode(), "600 elements"),
    "nested too deep": (SVG.format("<g>" * 5_000 + "</g>" * 5_000).encode(), "30 inside"),
    "number out of reach": (SVG.format('<path d="M0 0L1e99 5z"/>').encode(), "cannot be read"),
    "path that is none": (SVG.format('<path d="M0 0 hello"/>').encode(), "cannot be read"),
    "move that is none": (SVG.format('<g transform="rotate(1) x">' + HOUSE + "</g>").encode(), "no place"),
    "nothing": (SVG.format("").encode(), "draws nothing"),
    "no size": (DRAWN.replace(b"0 0 850 850", b"0 0 0 0"), "how large"),
    "endless size": (DRAWN.replace(b"0 0 850 850", b"0 0 1e9 1e9"), "how large"),
    "page": (b"<html><body/></html>", "no SVG"),
    "half": (DRAWN[:-20], "well-formed"),
    "no text at all": (b"\x00\xff\xfe\x01", "well-formed"),
    "another encoding": (b'<?xml version="1.0" encoding="rot13"?>' + DRAWN, "well-formed"),
}


def zipped(files: Mapping[str, bytes]) -> io.BytesIO:
    """Return a zip with these files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made


def lying_about_its_size(name: str, content: bytes) -> io.BytesIO:
    """Return a zip whose one file claims to have ten bytes."""
    honest, real = zipped({name: content}).getvalue(), len(content).to_bytes(4, "little")
    assert honest.count(real) == 2  # beside the file, and in the list at the end
    return io.BytesIO(honest.replace(real, (10).to_bytes(4, "little")))
