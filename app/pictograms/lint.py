"""Checks that a hand-drawn pictogram keeps to OpenMoji's style, so that ours and theirs look like one set.

Run as `python -m app.pictograms.lint pictograms/own/*.svg`.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from app.config import PROJECT_FOLDER
from app.pictograms.outline import points

PALETTE_FILE = PROJECT_FOLDER / "node_modules" / "openmoji" / "data" / "color-palette.json"
NAMESPACE = "{http://www.w3.org/2000/svg}"
SHAPES = {"path", "circle", "ellipse", "rect", "line", "polyline", "polygon"}
STYLE = {"fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "fill-rule"}
PLACE = {"d", "points", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height"}
STROKE = {"stroke-width": "2", "stroke-linecap": "round", "stroke-linejoin": "round"}
LOWEST, HIGHEST, SLACK = 4.0, 68.0, 0.1
MOST_BYTES = 2000
LEAST_CONTRAST = 3.0  # WCAG 2.2, 1.4.11 Non-text Contrast

Style = dict[str, str]


def faults(text: str) -> list[str]:
    """Return what is wrong with one drawing, each as a sentence a person drawing can act on."""
    found = [f"is {len(text.encode())} bytes; at most {MOST_BYTES}"] if len(text.encode()) > MOST_BYTES else []
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        return [*found, "declares a document type"]
    try:
        drawing = ElementTree.fromstring(text)  # noqa: S314 -- our own files, and declarations are refused above
    except ElementTree.ParseError as error:
        return [*found, f"is not well-formed: {error}"]
    if drawing.tag != f"{NAMESPACE}svg" or drawing.get("viewBox") != "0 0 72 72":
        found.append('must be <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72">')
    if not any(_name(element) in SHAPES for element in drawing.iter()):
        found.append("draws nothing")
    for child in drawing:
        found.extend(_element_faults(child, {}))
    return list(dict.fromkeys(found))


def duplicates(drawings: dict[str, str]) -> list[tuple[str, ...]]:
    """Return the names of drawings that draw the same: two meanings must never look alike."""
    alike = defaultdict(list)
    for name, text in drawings.items():
        alike[re.sub(r"\s+|<!--.*?-->", "", text, flags=re.DOTALL)].append(name)
    return [tuple(names) for names in alike.values() if len(names) > 1]


def contrast_on_white(colour: str) -> float:
    """Return a colour's contrast ratio on white, as WCAG 2.2 defines it."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


@lru_cache
def palette() -> frozenset[str]:
    """Return OpenMoji's colours, as the package lists them; skin is one of them, so skin tones are left out."""
    return frozenset(json.loads(PALETTE_FILE.read_text())["colors"])


def _element_faults(element: ElementTree.Element, inherited: Style) -> Iterator[str]:
    name, given = _name(element), dict(element.attrib)
    if name not in SHAPES | {"g"}:
        yield f"has a <{name}>; only <g> and plain shapes"
        return
    for strange in given.keys() - STYLE - PLACE:
        yield f'has {strange}="..." on a <{name}>'
    style = inherited | {key: value for key, value in given.items() if key in STYLE}
    if name in SHAPES:
        yield from _colour_faults(style)
        yield from _bounds_faults(name, given)
    for child in element:
        yield from _element_faults(child, style)


def _colour_faults(style: Style) -> Iterator[str]:
    fill, stroke = _colour(style.get("fill", "#000000")), _colour(style.get("stroke", "none"))
    for colour in {fill, stroke} - palette() - {"none"}:
        yield f"uses {colour}, which is not in OpenMoji's palette"
    if fill == stroke == "none":
        yield "has a shape without fill and stroke"
    if stroke == "none":
        return
    for key, value in STROKE.items():
        if style.get(key) != value:
            yield f'has a stroke with {key}="{style.get(key, "")}" where "{value}" is asked'
    if stroke in palette() and contrast_on_white(stroke) < LEAST_CONTRAST:
        yield f"has an outline in {stroke}, too faint on white"


def _bounds_faults(name: str, attributes: Style) -> Iterator[str]:
    try:
        outline = list(points(name, attributes))
    except ValueError as error:
        yield f"has a <{name}> that can't be read: {error}"
        return
    for axis, letter in enumerate("xy"):
        places = [point[axis] for point in outline] or [LOWEST]
        for place in (min(places), max(places)):
            if not LOWEST - SLACK <= place <= HIGHEST + SLACK:
                yield f"reaches {letter} = {place:.1f}; keep between {LOWEST:.0f} and {HIGHEST:.0f}"


def _colour(value: str) -> str:
    value = {"black": "#000000", "white": "#ffffff"}.get(value, value.lower())
    return f"#{value[1] * 2}{value[2] * 2}{value[3] * 2}" if re.fullmatch(r"#[0-9a-f]{3}", value) else value


def _name(element: ElementTree.Element) -> str:
    return str(element.tag).removeprefix(NAMESPACE)


def main(paths: Iterable[str]) -> int:
    """Print the faults of drawings, and return how many there are."""
    texts = {path: Path(path).read_text(encoding="utf-8") for path in paths}
    lines = [f"{path}: {fault}" for path, text in texts.items() for fault in faults(text)]
    lines += [f"{', '.join(names)}: draw the same" for names in duplicates(texts)]
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return len(lines)


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))
