"""One world for all questions; a question that changed it is followed by the world as it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.access_matrix.asking import Asking


@pytest.fixture(scope="session")
def shared_asking(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asking]:
    """Return the one who asks, for the whole session."""
    with Asking.in_a_new_world(empty_database, tmp_path_factory.mktemp("world")) as asking:
        yield asking


@pytest.fixture
def asking(shared_asking: Asking) -> Iterator[Asking]:
    """Return the one who asks, in the world as it was made."""
    shared_asking.put_back()
    yield shared_asking
    shared_asking.put_back()
