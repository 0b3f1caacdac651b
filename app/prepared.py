"""Queries that are compiled once and run by the driver itself."""

import json
from collections import namedtuple
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Engine, Select, String, any_, bindparam, func, select
from sqlalchemy.orm import Mapped
from sqlalchemy.types import TypeEngine

Convert = Callable[[Any], Any]


class Prepared:
    """A read that stands alone, for the one or two that every phone asks again and again.

    SQLAlchemy's own way to run a query costs twice what the database takes for it, and a transaction around a single
    read costs PostgreSQL two more trips. The query is still written, and its values converted, by SQLAlchemy.
    """

    def __init__(self, engine: Engine, query: Select[Any]) -> None:
        self._engine = engine
        self._compiled = query.compile(dialect=engine.dialect)
        self._text, self._order = self._compiled.string, self._compiled.positiontup
        self._to_driver = {name: self._binder(bound.type) for bound, name in self._compiled.bind_names.items()}
        columns = query.selected_columns.values()
        # The same rows are read again and again, and are converted once.
        self._converted = lru_cache(maxsize=4096)(self._convert)
        self._from_driver = [self._reader(column.type) for column in columns]
        self._row = _row_type([column.name for column in columns])

    def all(self, **asked: object) -> list[Any]:
        """Return the rows as named tuples."""
        values = self._compiled.construct_params(asked)
        bound = {name: convert(values[name]) for name, convert in self._to_driver.items()}
        found = self._fetch([bound[name] for name in self._order] if self._order else bound)
        return [self._converted(tuple(row)) for row in found]

    def _convert(self, row: Sequence[Any]) -> Any:  # noqa: ANN401 -- a named tuple with the query's own columns
        return self._row(*(convert(value) for convert, value in zip(self._from_driver, row, strict=True)))

    def _fetch(self, bound: object) -> Sequence[Sequence[Any]]:
        pooled = self._engine.raw_connection()
        try:
            connection: Any = pooled.driver_connection
            if self._engine.dialect.name == "postgresql":
                connection.autocommit = True
            rows: Sequence[Sequence[Any]] = connection.execute(self._text, bound).fetchall()
            if self._engine.dialect.name == "postgresql":
                connection.autocommit = False
            return rows
        except Exception:
            pooled.invalidate()  # left without transactions, it would commit half of what others begin with it
            raise
        finally:
            pooled.close()

    def _binder(self, kind: TypeEngine[Any]) -> Convert:
        return kind.dialect_impl(self._engine.dialect).bind_processor(self._engine.dialect) or _same

    def _reader(self, kind: TypeEngine[Any]) -> Convert:
        return kind.dialect_impl(self._engine.dialect).result_processor(self._engine.dialect, None) or _same


def is_among(column: ColumnElement[Any] | Mapped[Any], name: str, dialect: str) -> ColumnElement[bool]:
    """Return whether a text is in a list, given as `name` when the query runs: `as_list` of the texts."""
    if dialect == "postgresql":
        return column == any_(bindparam(name, type_=ARRAY(String)))
    listed = func.json_each(bindparam(name, type_=String())).table_valued("value")
    return column.in_(select(listed.c.value))


def as_list(texts: Sequence[str], dialect: str) -> object:
    """Return texts as `is_among` takes them; SQLite knows no lists but in JSON."""
    return list(texts) if dialect == "postgresql" else json.dumps(texts)


def _row_type(names: list[str]) -> Callable[..., Any]:
    make: Callable[[str, list[str]], Callable[..., Any]] = namedtuple
    return make("_row", names)


def _same(value: object) -> object:
    return value
