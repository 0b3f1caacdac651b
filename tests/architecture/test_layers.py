"""The import layers of pyproject.toml hold."""

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports


def test_no_module_imports_from_a_layer_above_it(capsys: object) -> None:
    assert lint_imports() == EXIT_STATUS_SUCCESS
