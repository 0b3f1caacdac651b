"""Everything a database holds, as text, to look in it for what should not be there."""

from sqlalchemy import Engine, MetaData, select


def everything_in(engine: Engine) -> str:
    """Return every value of every table."""
    found = MetaData()
    found.reflect(engine)
    with engine.connect() as connection:
        rows = [row for table in found.sorted_tables for row in connection.execute(select(table))]
    return "\n".join(str(value) for row in rows for value in row)
