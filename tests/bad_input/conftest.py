"""The world of the access matrix, to send bad input to."""

from tests.access_matrix.conftest import asking, shared_asking

__all__ = ["asking", "shared_asking"]
