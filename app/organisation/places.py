"""Sites and groups: added and changed by those who look after them."""

from dataclasses import dataclass
from datetime import time
from uuid import UUID

from sqlmodel import Session, col, select

from app.errors import NotAllowed, NotFound, Refused
from app.people import access
from app.people.actors import StaffActor
from app.people.models import Group, Organisation, Site
from app.people.service import create_group, create_site
from app.people.wording import clean_name
from app.pictograms.catalogue import is_avatar


def _(msgid: str) -> str:
    return msgid


@dataclass(frozen=True, slots=True)
class Place:
    """A site with its groups."""

    site: Site
    groups: list[Group]


def places_of(session: Session, staff: StaffActor) -> list[Place]:
    """Return the sites a coordinator or administrator looks after, with their groups, by name."""
    sites = access.sites_of(session, staff)
    query = select(Group).where(col(Group.site_id).in_([site.id for site in sites])).order_by(col(Group.name))
    groups = session.exec(query).all()
    return [Place(site, [group for group in groups if group.site_id == site.id]) for site in sites]


def add_site(session: Session, staff: StaffActor, name: str) -> Site:
    """Add a site to the administrator's own organisation."""
    if not staff.is_administrator:
        raise NotAllowed
    return create_site(session, session.get_one(Organisation, staff.organisation_id), name)


def rename_site(session: Session, staff: StaffActor, site_id: UUID, name: str) -> None:
    """Call a site something else."""
    access.site_of(session, staff, site_id).name = clean_name(name)


def add_group(session: Session, staff: StaffActor, site_id: UUID, *, name: str, avatar: str, pick_up_at: str) -> Group:
    """Add a group to a site; `pick_up_at` is Amsterdam time, such as "11:45"."""
    site = access.site_of(session, staff, site_id)
    return create_group(session, site, name, avatar=_known_avatar(avatar), pick_up_at=_time(pick_up_at))


def change_group(
    session: Session, staff: StaffActor, group_id: UUID, *, name: str, avatar: str, pick_up_at: str
) -> None:
    """Change a group's name, picture or pick-up time."""
    group = session.get(Group, group_id)
    if group is None:
        raise NotFound
    access.site_of(session, staff, group.site_id)
    group.name, group.avatar, group.pick_up_at = clean_name(name), _known_avatar(avatar), _time(pick_up_at)


def _known_avatar(avatar: str) -> str:
    if not is_avatar(avatar):
        raise Refused("avatar_missing", pictogram="ui_pictures", message=_("Choose a picture."))
    return avatar


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError as error:
        raise Refused("time_missing", pictogram="ui_clock", message=_("Choose a time.")) from error
