"""Makes a drawing from elsewhere one of ours: shapes alone survive, on our grid; what could do more is refused."""

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.parsers import expat

from app.pictograms.importing.class_styles import class_styles, declarations
from app.pictograms.importing.rounding import rounded_number, rounded_numbers, rounded_path
from app.pictograms.refusal import PictureRefused

SVG = "{http://www.w3.org/2000/svg}"
MOST_BYTES_IN, MOST_BYTES_OUT = 500_000, 20_000
MOST_ELEMENTS, MOST_DEPTH = 600, 30
LOWEST, WIDTH = 4, 64  # our drawings lie between 4 and 68
SHAPES = {"path", "circle", "ellipse", "rect", "line", "polyline", "polygon"}
SILENT = {"title", "desc", "metadata"}  # they draw nothing, and are left out
PLACE = {"x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height"}
COLOUR = re.compile(
    r"none|#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})|[a-z]{3,20}|rgba?\([\d\s,.%]{1,40}\)", re.IGNORECASE
)
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d{1,2})?(?:px)?", re.IGNORECASE)
NUMBERS = re.compile(r"[\d\s,.+\-eE]*")
WORD = re.compile(r"[a-z-]{1,12}")
MOVES = re.compile(r"\s*(?:(?:matrix|translate|scale|rotate|skewX|skewY)\s*\([\d\s,.+\-eE]{1,120}\)[\s,]*){1,8}")
STYLE = {
    **dict.fromkeys(("fill", "stroke"), COLOUR),
    **dict.fromkeys(("opacity", "fill-opacity", "stroke-opacity", "stroke-width", "stroke-miterlimit"), NUMBER),
    **dict.fromkeys(("fill-rule", "stroke-linecap", "stroke-linejoin", "display", "visibility"), WORD),
    **dict.fromkeys(("stroke-dasharray", "stroke-dashoffset"), re.compile(r"none|[\d\s,.+\-eE]*")),
}
REACHES = re.compile(r"url\s*\(|javascript:|data:|@import|expression\s*\(|\\", re.IGNORECASE)

Attributes = dict[str, str]


def clean(content: bytes) -> str:
    """Return what stands inside the `<svg>` of a drawing, on our grid of 72; `PictureRefused` says what is wrong."""
    root = _read(content)
    styles = class_styles([element.text or "" for element in root.iter(f"{SVG}style")])
    left, top, side, grid = _square(root)
    inner = "".join(_written(child, styles, grid) for child in root)
    if not any(f"<{shape} " in inner for shape in SHAPES):
        raise PictureRefused("it draws nothing")
    scale = WIDTH / side
    move = f"translate({LOWEST - left * scale:.2f} {LOWEST - top * scale:.2f}) scale({scale:.5g})"
    outer = _attributes({key: value for key, value in _given(root, styles, grid) if key in STYLE})
    found = f'<g transform="{move}"{outer}>{inner}</g>'
    if len(found.encode()) > MOST_BYTES_OUT:
        raise PictureRefused(f"it is {len(found.encode())} bytes after cleaning; at most {MOST_BYTES_OUT}")
    return found


def _read(content: bytes) -> ElementTree.Element:
    if len(content) > MOST_BYTES_IN:
        raise PictureRefused(f"it is more than {MOST_BYTES_IN} bytes")
    try:
        _look_over(content)
        root = ElementTree.fromstring(content)  # noqa: S314 -- declarations, depth and number were refused just now
    except (expat.ExpatError, ElementTree.ParseError, ValueError, LookupError) as error:
        raise PictureRefused("it is no well-formed SVG") from error
    if root.tag != f"{SVG}svg":
        raise PictureRefused("it is no SVG")
    return root


def _look_over(content: bytes) -> None:
    """Read a drawing once without building anything; it ends before the first entity could grow."""
    parser, depth, count = expat.ParserCreate(), 0, 0

    def declared(*_parts: object) -> None:
        raise PictureRefused("it declares a document type or entities")

    def began(_name: str, _attributes: object) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if count > MOST_ELEMENTS or depth > MOST_DEPTH:
            raise PictureRefused(
                f"it has more than {MOST_ELEMENTS} elements, or more than {MOST_DEPTH} inside each other"
            )

    def ended(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = declared
    parser.StartElementHandler, parser.EndElementHandler = began, ended
    parser.Parse(content, True)


def _square(root: ElementTree.Element) -> tuple[float, float, float, int]:
    """Return the square around a drawing's view box, and how many decimals its numbers need."""
    view = root.get("viewBox") or f"0 0 {root.get('width', '')} {root.get('height', '')}".replace("px", "")
    parts = view.replace(",", " ").split()
    if len(parts) != 4 or not all(NUMBER.fullmatch(part) for part in parts):
        raise PictureRefused("it does not say how large it is")
    left, top, width, height = (float(part.removesuffix("px")) for part in parts)
    side = max(width, height)
    if not (min(width, height) > 0.1 and side < 100_000 and max(abs(left), abs(top)) < 100_000):
        raise PictureRefused("it does not say how large it is")
    return left - (side - width) / 2, top - (side - height) / 2, side, 1 if side >= 400 else 2 if side >= 40 else 4


def _written(element: ElementTree.Element, styles: Mapping[str, Attributes], grid: int) -> str:
    name = str(element.tag).removeprefix(SVG)
    if name.startswith("{") or name in SILENT or name == "style":
        return ""  # an editor's own notes; the style sheet stands in the attributes already
    if name == "defs" and len(element) == sum(child.tag == f"{SVG}style" for child in element):
        return ""
    if name not in SHAPES | {"g"}:
        raise PictureRefused(f"it has a <{name[:30]}>; only <g> and plain shapes can be taken")
    given = _attributes(dict(_given(element, styles, grid)))
    if name in SHAPES:
        return f"<{name}{given}/>"
    return f"<g{given}>{''.join(_written(child, styles, grid) for child in element)}</g>"


def _given(element: ElementTree.Element, styles: Mapping[str, Attributes], grid: int) -> Iterator[tuple[str, str]]:
    """Yield the attributes that are kept; a style goes before a class, and a class before an attribute."""
    for key, value in element.attrib.items():
        space, _, name = key.lower().rpartition("}")
        if name.startswith("on") or name == "href" or (not space and REACHES.search(value)):
            raise PictureRefused(f'it has {name[:30]}="{value[:30]}", which reaches for something else')
        if key in PLACE | {"d", "points", "transform"}:
            yield key, _place(key, value.strip(), grid)
    painted = {key: element.attrib[key] for key in STYLE if key in element.attrib}
    for name in element.get("class", "").split():
        painted |= styles.get(name, {})
    painted |= declarations(element.get("style", ""))
    for key, value in painted.items():
        if (pattern := STYLE.get(key)) and pattern.fullmatch(value.strip()):
            yield key, _colour(value.strip())


def _place(key: str, value: str, grid: int) -> str:
    pattern = {"d": None, "points": NUMBERS, "transform": MOVES}.get(key, NUMBER)
    if pattern is not None and not pattern.fullmatch(value):
        raise PictureRefused(f'it has {key}="{value[:30]}", which is no place')
    if key == "transform":
        return value
    try:
        if key == "d":
            return rounded_path(value, grid)
        return rounded_numbers(value, grid) if key == "points" else rounded_number(value.removesuffix("px"), grid)
    except (ValueError, OverflowError) as error:
        raise PictureRefused(f"it has a {key} that cannot be read") from error


def _colour(value: str) -> str:
    return "#000" if value.lower() == "currentcolor" else value


def _attributes(given: Attributes) -> str:
    # Every value has matched a pattern without quotes, angle brackets or ampersands.
    return "".join(f' {key}="{value}"' for key, value in given.items())
