"""Points along a path lie where a browser draws it."""

import math

import pytest

from app.pictograms.outline import points


def bounds(path: str) -> tuple[float, float, float, float]:
    xs, ys = zip(*points("path", {"d": path}), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("M10 10H20V30h-5v5z", (10, 10, 20, 35)),
        ("m10 10 5 5 5-5", (10, 10, 20, 15)),
        ("M10 10L20 20ZM5 5l1 1", (5, 5, 20, 20)),
        ("M10 20C10 10 20 10 20 20", (10, 12.5, 20, 20)),
        ("M10 20C10 10 20 10 20 20S30 30 30 20", (10, 12.5, 30, 27.5)),
        ("M10 20q5-10 10 0t10 0", (10, 15, 30, 25)),
        ("M26 36a10 10 0 1 1 20 0 10 10 0 1 1-20 0z", (26, 26, 46, 46)),
        ("M26 36a10 10 0 0120 0", (26, 26, 46, 36)),
        ("M26 36A10 10 0 0 0 46 36", (26, 36, 46, 46)),
        ("M30 36a1 1 0 0 1 20 0", (30, 26, 50, 36)),
    ],
)
def test_a_path_reaches_as_far_as_its_curves(path: str, expected: tuple[float, ...]) -> None:
    assert bounds(path) == pytest.approx(expected, abs=0.11)


def test_a_tilted_arc_keeps_the_distance_of_its_radius() -> None:
    found = list(points("path", {"d": "M26 36A10 10 30 0 1 46 36"}))
    assert all(math.hypot(x - 36, y - 36) == pytest.approx(10) for x, y in found[1:])


@pytest.mark.parametrize(
    ("shape", "attributes", "expected"),
    [
        ("circle", {"cx": "10", "cy": "20", "r": "5"}, {(5, 15), (15, 25)}),
        ("ellipse", {"cx": "10", "cy": "20", "rx": "5", "ry": "2"}, {(5, 18), (15, 22)}),
        ("rect", {"x": "1", "y": "2", "width": "3", "height": "4"}, {(1, 2), (4, 6)}),
        ("line", {"x1": "1", "y1": "2", "x2": "3", "y2": "4"}, {(1, 2), (3, 4)}),
        ("polygon", {"points": "1,2 3,4"}, {(1, 2), (3, 4)}),
        ("g", {}, set()),
    ],
)
def test_a_plain_shape_has_its_corners(shape: str, attributes: dict[str, str], expected: set[object]) -> None:
    assert set(points(shape, attributes)) == expected


@pytest.mark.parametrize("path", ["M10", "M10 10L5", "M10 10C1 2 3 4", "M10 10Z5", "L"])
def test_a_path_with_too_few_numbers_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="numbers"):
        list(points("path", {"d": path}))
