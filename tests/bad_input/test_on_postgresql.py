"""PostgreSQL keeps no NUL in a text: what holds one is refused there as well, and is no mistake of ours."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import Session

from app.config import get_settings
from app.main import create_app
from app.security import hash_token
from app.sign_in.models import StaffSession
from tests.cast import make_cast

NUL = "a\x00b"


@pytest.fixture
def engine(postgresql: Engine) -> Engine:
    """Let every fixture here stand on PostgreSQL."""
    return postgresql


def test_a_nul_is_refused_or_cleaned(engine: Engine) -> None:
    with Session(engine, expire_on_commit=False) as session:
        cast = make_cast(session)
        session.add(StaffSession(staff_member_id=cast.ineke.id, token_hash=hash_token("t"), browser=""))
        session.commit()
    browser = TestClient(create_app(get_settings(), engine, is_at_work=False), follow_redirects=False)
    headers = {"cookie": "dagkaart_staff=t"}
    roles = {"groups": [str(cast.vlinders.id)]}
    for path, form, status in (
        ("/staff/sign-in", {"email": f"{NUL}@example.org", "password": NUL}, {401, 422}),
        ("/join", {"code": NUL, "language": NUL}, {410}),
        ("/staff/sites", {"name": NUL}, {303}),
        ("/staff/members", {"name": NUL, "email": f"{NUL}@example.org", **roles}, {422}),
        ("/staff/account/language", {"language": NUL}, {422}),
        ("/staff/account/password", {"old_password": NUL, "new_password": NUL * 10}, {422}),
    ):
        answer = browser.post(path, data=form, headers=headers)
        assert (path, answer.status_code in status) == (path, True), answer.status_code
    assert browser.get(f"/today/{NUL}".replace("\0", "%00")).status_code in {401, 404}
