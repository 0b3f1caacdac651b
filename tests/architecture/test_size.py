"""Files and functions stay small enough to read in one go."""

import ast

from tests.architecture.sources import functions, name_of, written

FILE_LINES = 300
FUNCTION_LINES = 40
USUAL_FUNCTION_LINES = 15


def test_no_file_is_longer_than_300_lines() -> None:
    text = written(".py", ".ts", ".mjs", ".css", ".html", ".sh")
    long = {name_of(path): lines for path in text if (lines := len(path.read_text().splitlines())) > FILE_LINES}
    assert not long


def test_no_function_is_longer_than_40_lines() -> None:
    long = [
        f"{name_of(path, function.lineno)} {function.name}: {lines(function)}"
        for path in written(".py")
        for function in functions(path)
        if lines(function) > FUNCTION_LINES
    ]
    assert not long


def test_nine_in_ten_functions_are_shorter_than_15_lines() -> None:
    sizes = sorted(lines(function) for path in written(".py", under="app") for function in functions(path))
    assert sizes[len(sizes) * 9 // 10] <= USUAL_FUNCTION_LINES


def lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function's body, its docstring aside."""
    body = function.body[1:] if ast.get_docstring(function) and len(function.body) > 1 else function.body
    return (function.end_lineno or function.lineno) - body[0].lineno + 1
