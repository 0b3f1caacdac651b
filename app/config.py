"""Every setting of a Dagkaart server, read from the environment."""

import secrets
from functools import lru_cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT_FOLDER = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """The settings; each can be given as `DAGKAART_<NAME>` or in a file `.env`."""

    model_config = SettingsConfigDict(env_prefix="DAGKAART_", env_file=".env", extra="ignore")

    data_folder: Path = Field(Path("data"), description="Where the database, photos, clips and keys are kept.")
    build_folder: Path = Field(PROJECT_FOLDER / "build", description="Where the built scripts, drawings and words are.")
    locales_folder: Path = Field(PROJECT_FOLDER / "locales", description="Where the languages and their words are.")
    database_url: str = Field("", description="Empty: SQLite in the data folder; or `postgresql://...`.")
    storage_url: str = Field("", description="Empty: photos in the data folder; or `s3://bucket`.")
    public_url: str = Field("http://localhost:8000", description="The address people use; `https://` outside a demo.")
    contact: str = Field("mailto:beheer@dagkaart.example", description="Whom push services may write to; a real one.")
    secret_key: str = Field("", description="Keys the hashes of typed codes; empty: made once in the data folder.")
    threads: int = Field(4, ge=1, description="Request threads; about two per core is the fastest.")
    sign_in_card_days: int = Field(7, ge=1, description="How many days a sign-in card can be used.")
    push_timeout_seconds: float = Field(10, gt=0, description="How long a push service may take to answer.")
    push_hosts: list[str] = Field([], description="Push services beyond the known ones, as `host:port`; for tests.")

    global_symbols_key: str = Field("", description="The key Global Symbols gave you, to take pictures from there.")
    is_arasaac_licence_confirmed: bool = Field(
        False, description="Whether you know that pictures for non-commercial use only may be used here."
    )

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
