"""A living demo site: two groups with a rhythm, families in every language, three past days and a running today.

`seed` adds people and rhythms, once. `live` comes after each start: it makes the cards of today and of the last three
school days that are missing, with photos, and publishes them. A card that somebody has touched is left as it is.
"""

from app.seed.days import live
from app.seed.people import EMAIL, Demo, find, has_people, seed
from app.seed.way_in import way_in

__all__ = ["EMAIL", "Demo", "find", "has_people", "live", "seed", "way_in"]
