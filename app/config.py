"""Every setting of a Dagkaart server, read from the environment."""

import secrets
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT_FOLDER = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """The settings; each can be given as `DAGKAART_<NAME>` or in a file `.env`."""

    model_config = SettingsConfigDict(env_prefix="DAGKAART_", env_file=".env", extra="ignore")

    data_folder: Annotated[Path, Field(description="Where the database, photos, clips and keys are kept.")] = Path("data")
    build_folder: Annotated[Path, Field(description="Where the built scripts, styles, drawings and words are.")] = (
        PROJECT_FOLDER / "build"
    )
    database_url: Annotated[str, Field(description="SQLite (empty: a file in the data folder) or `postgresql://`.")] = ""
    storage_url: Annotated[str, Field(description="Where photos are kept: empty (the data folder) or `s3://bucket`.")] = ""
    public_url: Annotated[str, Field(description="The address people use, with `https://` outside a demo.")] = (
        "http://localhost:8000"
    )
    contact: Annotated[str, Field(description="Who push services may write to: a real `mailto:` or `https:`.")] = (
        "mailto:beheer@dagkaart.example"
    )
    secret_key: Annotated[str, Field(description="Keys typed codes; empty: made once in the data folder.")] = ""
    threads: Annotated[int, Field(description="Request threads; about two per core is the fastest.", ge=1)] = 4
    sign_in_card_days: Annotated[int, Field(description="How many days a sign-in card can be used.", ge=1)] = 7
    push_hosts: Annotated[list[str], Field(description="Extra push services that may be written to, as `host:port`.")] = []

    @property
    def sqlalchemy_url(self) -> str:
        """The database's address with the driver we use for it."""
        if not self.database_url:
            return f"sqlite+pysqlite:///{self.data_folder / 'dagkaart.sqlite'}"
        return self.database_url.replace("postgresql://", "postgresql+psycopg://", 1)

    @property
    def is_https(self) -> bool:
        """Whether cookies may be `Secure` and carry the `__Host-` prefix."""
        return self.public_url.startswith("https://")


@lru_cache
def get_settings() -> Settings:
    """Return the settings, with the data folder made and the secret key present."""
    settings = Settings()
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    if not settings.secret_key:
        settings.secret_key = _kept_secret(settings.data_folder / "secret.key")
    return settings


def _kept_secret(path: Path) -> str:
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(32))
    return path.read_text().strip()
