"""A staff member's phone: what it sends has an id of its own, and without an answer it is sent again with the same."""

import time
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.cast import PASSWORD

PAUSE_SECONDS = 0.02


@dataclass
class StaffPhone:
    """Counts what was answered, and what the server had begun with when it was killed."""

    address: str
    answered: int = 0
    cut_off: int = 0
    without_room: list[httpx.Response] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._client = httpx.Client(base_url=self.address, timeout=30)

    def sign_in(self, email: str) -> None:
        answer = self.send("POST", "/staff/sign-in", data={"email": email, "password": PASSWORD})
        assert answer.status_code == 303, answer.text

    def send(self, method: str, path: str, **body: Any) -> httpx.Response:  # noqa: ANN401 -- httpx's own arguments
        """Return the answer, however often that takes."""
        while True:
            try:
                answer = self._client.request(method, path, **body)
            except httpx.TransportError as error:
                self.cut_off += not isinstance(error, httpx.ConnectError)
                time.sleep(PAUSE_SECONDS)
                continue
            self.answered += 1
            return answer

    def keep(self, method: str, path: str, **body: Any) -> None:  # noqa: ANN401 -- httpx's own arguments
        """Send something that must be kept, again and again while there is no room for it."""
        while (answer := self.send(method, path, **body)).status_code == 507:
            self.without_room.append(answer)
            time.sleep(PAUSE_SECONDS)
        if not answer.is_success:
            self.refused.append(f"{method} {path}: {answer.status_code} {answer.text[:200]}")
