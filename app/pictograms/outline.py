"""Where the shapes of an SVG drawing run: points along their outlines, close enough together to measure by."""

import math
import re
from collections.abc import Callable, Iterator, Mapping

Point = tuple[float, float]

STEPS = 24  # a curve followed in this many steps is at most 0.1 off on the 72 grid
NUMBERS_OF = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
COMMAND = re.compile(r"([MLHVCSQTAZ])([^MLHVCSQTAZ]*)", re.IGNORECASE)
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.IGNORECASE)
SIZES, FLAGS, END = rf"({NUMBER.pattern})[\s,]*" * 3, r"([01])[\s,]*" * 2, rf"({NUMBER.pattern})[\s,]*" * 2
ARC = re.compile(SIZES + FLAGS + END)


def points(shape: str, attributes: Mapping[str, str]) -> Iterator[Point]:
    """Yield points along the outline of one shape element; of an element that is no shape, none."""
    if shape == "path":
        yield from _Pen().follow(attributes.get("d", ""))
    elif shape in {"circle", "ellipse"}:
        yield from _ellipse(attributes)
    elif shape == "rect":
        x, y, width, height = (float(attributes.get(name, 0)) for name in ("x", "y", "width", "height"))
        yield from ((x, y), (x + width, y + height))
    elif shape == "line":
        yield from ((float(attributes.get(f"x{n}", 0)), float(attributes.get(f"y{n}", 0))) for n in "12")
    elif shape in {"polyline", "polygon"}:
        numbers = [float(number) for number in NUMBER.findall(attributes.get("points", ""))]
        yield from zip(numbers[::2], numbers[1::2], strict=True)


def _ellipse(attributes: Mapping[str, str]) -> Iterator[Point]:
    x, y, radius = (float(attributes.get(name, 0)) for name in ("cx", "cy", "r"))
    wide, high = float(attributes.get("rx", radius)), float(attributes.get("ry", radius))
    yield from ((x - wide, y - high), (x + wide, y + high))


class _Pen:
    """Follows the commands of a path, keeping the point where it stands, where it began, and its last handle."""

    def __init__(self) -> None:
        self.at: Point = (0.0, 0.0)
        self.begin: Point = (0.0, 0.0)
        self.handle: Point | None = None

    def follow(self, path: str) -> Iterator[Point]:
        for letter, text in COMMAND.findall(path):
            command, is_relative = letter.upper(), letter.islower()
            for count, numbers in enumerate(steps_of(command, text)):
                step = "L" if command == "M" and count else command
                yield from self._step(step, self._absolute(step, numbers) if is_relative else numbers)

    def _absolute(self, command: str, numbers: list[float]) -> list[float]:
        if command == "H":
            return [numbers[0] + self.at[0]]
        if command == "V":
            return [numbers[0] + self.at[1]]
        first = 5 if command == "A" else 0  # an arc's radii, angle and flags are the same either way
        return numbers[:first] + [number + self.at[place % 2] for place, number in enumerate(numbers[first:])]

    def _step(self, command: str, numbers: list[float]) -> Iterator[Point]:
        start, handle = self.at, self.handle
        self.at, self.handle = self._end(command, numbers), None
        if command == "M":
            self.begin = self.at
        if command == "A":
            yield from _arc(start, numbers)
        elif command in "CSQT":
            yield from self._curve(command, start, handle, numbers)
        yield self.at

    def _end(self, command: str, numbers: list[float]) -> Point:
        ends: dict[str, Callable[[], Point]] = {
            "H": lambda: (numbers[0], self.at[1]),
            "V": lambda: (self.at[0], numbers[0]),
            "Z": lambda: self.begin,
        }
        return ends[command]() if command in ends else (numbers[-2], numbers[-1])

    def _curve(self, command: str, start: Point, handle: Point | None, numbers: list[float]) -> Iterator[Point]:
        given = list(zip(numbers[::2], numbers[1::2], strict=True))
        if command in "ST":  # a smooth curve begins as the mirror image of how the one before it ended
            given.insert(0, (2 * start[0] - handle[0], 2 * start[1] - handle[1]) if handle else start)
        self.handle = given[-2]
        yield from _bezier([start, *given])


def steps_of(command: str, text: str) -> Iterator[list[float]]:
    """Yield the numbers of each step of a path's command; `ValueError` when they do not fit it."""
    if command == "A":  # flags may touch the number after them, so they are read by their place
        yield from ([float(number) for number in found] for found in ARC.findall(text))
        return
    size, numbers = NUMBERS_OF[command], [float(number) for number in NUMBER.findall(text)]
    if (len(numbers) % size if size else numbers) or (size and not numbers):
        raise ValueError(f"{command} with {len(numbers)} numbers")
    yield from (numbers[place : place + size] for place in range(0, max(len(numbers), 1), size or 1))


def _bezier(controls: list[Point]) -> Iterator[Point]:
    degree = len(controls) - 1
    for step in range(1, STEPS):
        t = step / STEPS
        weights = [math.comb(degree, n) * t**n * (1 - t) ** (degree - n) for n in range(degree + 1)]
        x, y = (sum(w * c[axis] for w, c in zip(weights, controls, strict=True)) for axis in (0, 1))
        yield x, y


def _arc(start: Point, numbers: list[float]) -> Iterator[Point]:
    """Follow an elliptical arc, by the conversion in SVG 2, appendix B.2.4."""
    wide, high, tilt, is_large, is_clockwise, *end = numbers
    if not wide or not high or start == (end[0], end[1]):
        return
    cos, sin = math.cos(math.radians(tilt)), math.sin(math.radians(tilt))
    half = ((start[0] - end[0]) / 2, (start[1] - end[1]) / 2)
    x, y = cos * half[0] + sin * half[1], cos * half[1] - sin * half[0]
    scale = max(1.0, math.hypot(x / wide, y / high))
    wide, high = wide * scale, high * scale
    spread = (wide * y) ** 2 + (high * x) ** 2
    far = math.sqrt(max(0.0, (wide * high) ** 2 / spread - 1)) * (-1 if is_large == is_clockwise else 1)
    centre = (far * wide * y / high, -far * high * x / wide)
    first = math.atan2((y - centre[1]) / high, (x - centre[0]) / wide)
    turn = math.atan2((-y - centre[1]) / high, (-x - centre[0]) / wide) - first
    turn = turn % math.tau if is_clockwise else turn % math.tau - math.tau
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    for step in range(1, STEPS):
        angle = first + turn * step / STEPS
        u, v = centre[0] + wide * math.cos(angle), centre[1] + high * math.sin(angle)
        yield middle[0] + cos * u - sin * v, middle[1] + sin * u + cos * v
