"""Everything that can be set from outside, validated once at the start."""

from enum import StrEnum
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Env(StrEnum):
    DEMO = "demo"
    TEST = "test"
    PRODUCTION = "production"


class Settings(BaseSettings):
    """Read from the environment and `.env`; every field is described in `.env.example`."""

    model_config = SettingsConfigDict(
        env_file=ROOT / ".env", extra="ignore", populate_by_name=True, env_ignore_empty=True
    )

    #: demo: doubles stand in for Twilio and Telegram; production: nothing has a default secret.
    env: Env = Field(default=Env.DEMO, validation_alias="WAYHOME_ENV")
    #: Where the embedded database, the trained model and the processes' logs are kept.
    var: Path = Field(default=ROOT / "var", validation_alias="WAYHOME_VAR")
    #: PostgreSQL 15 or newer; empty means the embedded server in `var`.
    database_url: str | None = Field(default=None, validation_alias="DATABASE_URL")
    #: The address that Twilio, Telegram and staff reach us by; signatures are checked against it.
    public_url: str = Field(default="http://127.0.0.1:8000", validation_alias="PUBLIC_URL")
    #: Where the web process listens.
    web_host: str = Field(default="127.0.0.1", validation_alias="WAYHOME_WEB_HOST")
    web_port: int = Field(default=8000, validation_alias="WAYHOME_WEB_PORT")
    #: One Rasa server, or several with commas; a conversation stays with one by its id.
    rasa_url: str = Field(default="http://127.0.0.1:5005", validation_alias="RASA_URL")
    rasa_token: SecretStr = Field(default=SecretStr(""), validation_alias="RASA_TOKEN")
    #: Longer than this and the person gets an honest reply and a human, in seconds.
    rasa_timeout: float = Field(default=5.0, gt=0, validation_alias="RASA_TIMEOUT")
    actions_url: str = Field(
        default="http://127.0.0.1:5055/webhook", validation_alias="ACTIONS_URL"
    )
    twilio_account_sid: str = Field(default="", validation_alias="TWILIO_ACCOUNT_SID")
    twilio_auth_token: SecretStr = Field(
        default=SecretStr(""), validation_alias="TWILIO_AUTH_TOKEN"
    )
    twilio_from: str = Field(default="", validation_alias="TWILIO_FROM")
    twilio_messaging_service_sid: str = Field(
        default="", validation_alias="TWILIO_MESSAGING_SERVICE_SID"
    )
    twilio_base_url: str = Field(default="", validation_alias="TWILIO_BASE_URL")
    telegram_bot_token: SecretStr = Field(
        default=SecretStr(""), validation_alias="TELEGRAM_BOT_TOKEN"
    )
    telegram_secret_token: SecretStr = Field(
        default=SecretStr(""), validation_alias="TELEGRAM_SECRET_TOKEN"
    )
    telegram_base_url: str = Field(default="", validation_alias="TELEGRAM_BASE_URL")
    #: Whether the sender can do MMS, so that exercises come with their picture by text too.
    sms_pictures: bool = Field(default=False, validation_alias="WAYHOME_SMS_PICTURES")
    #: What the senders take of texts that we start: SMS segments and Telegram texts a second.
    #: 0 is no limit. Unset: in production 1 and 30 (standards.md 5.4 and 5.5), else no limit.
    sms_rate: float | None = Field(default=None, ge=0, validation_alias="WAYHOME_SMS_PER_SECOND")
    telegram_rate: float | None = Field(
        default=None, ge=0, validation_alias="WAYHOME_TELEGRAM_PER_SECOND"
    )
    #: Signs staff sessions and one-time codes.
    secret_key: SecretStr = Field(default=SecretStr(""), validation_alias="SECRET_KEY")
    #: The phones page of the demo.
    phones_port: int = Field(default=8001, validation_alias="WAYHOME_PHONES_PORT")
    #: How many messages one worker handles at once.
    worker_concurrency: int = Field(default=16, gt=0, validation_alias="WAYHOME_WORKER_CONCURRENCY")
    #: A worker that has not been heard of for this long is dead and its jobs run again, in seconds.
    stalled_after: float = Field(default=20.0, gt=0, validation_alias="WAYHOME_STALLED_AFTER")
    #: The service's name and telephone number, as they stand in texts.
    service_name: str = Field(default="Wayhome", validation_alias="WAYHOME_SERVICE_NAME")
    #: Who is told the same day of harm by another person: name and number, for staff alone.
    safeguarding_lead: str = Field(default="", validation_alias="WAYHOME_SAFEGUARDING_LEAD")
    team_phone: str = Field(default="01632 960 100", validation_alias="WAYHOME_TEAM_PHONE")

    @property
    def rasa_urls(self) -> tuple[str, ...]:
        return tuple(url.strip().rstrip("/") for url in self.rasa_url.split(",") if url.strip())

    @property
    def phones_url(self) -> str:
        return f"http://127.0.0.1:{self.phones_port}"

    @property
    def sms_per_second(self) -> float:
        return self._rate(self.sms_rate, 1.0)

    @property
    def telegram_per_second(self) -> float:
        return self._rate(self.telegram_rate, 30.0)

    def _rate(self, given: float | None, in_production: float) -> float:
        if given is not None:
            return given
        return in_production if self.env is Env.PRODUCTION else 0.0

    @property
    def twilio_sender(self) -> str:
        return self.twilio_messaging_service_sid or self.twilio_from

    @model_validator(mode="after")
    def _demo_needs_no_account(self) -> Self:
        if self.env is Env.PRODUCTION:
            self._refuse_what_is_missing()
            return self
        for name, value in _demo_defaults(self.phones_url).items():
            if not _text(getattr(self, name)):
                kept_secret = isinstance(getattr(self, name), SecretStr)
                setattr(self, name, SecretStr(value) if kept_secret else value)
        return self

    def _refuse_what_is_missing(self) -> None:
        asked = ["secret_key", "rasa_token", "twilio_auth_token"]
        # Telegram is by choice; with a bot, its webhook must be one that nobody can forge.
        asked += ["telegram_secret_token"] if _text(self.telegram_bot_token) else []
        asked += ["safeguarding_lead"]
        missing = [self._variable(name) for name in asked if not _text(getattr(self, name))]
        if missing:
            raise ValueError(
                f"WAYHOME_ENV=production needs {', '.join(missing)}; see .env.example."
            )
        if urlsplit(self.public_url).scheme != "https":
            raise ValueError("PUBLIC_URL must begin with https:// in production.")

    @classmethod
    def _variable(cls, name: str) -> str:
        return str(cls.model_fields[name].validation_alias)


def _text(value: object) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else str(value)


def _demo_defaults(phones_url: str) -> dict[str, str]:
    """The demo's own staff, and credentials of the doubles that open nothing but this machine."""
    return {
        "safeguarding_lead": "Farah Sheikh, 01632 960 101",
        "secret_key": "demo-secret-key",
        "rasa_token": "demo-rasa-token",
        "twilio_account_sid": "AC" + "0123456789abcdef" * 2,
        "twilio_auth_token": "demo-twilio-auth-token",
        "twilio_from": "+447700900999",
        "twilio_base_url": phones_url,
        "telegram_bot_token": "424242:demo-telegram-bot-token-000000000000",
        "telegram_secret_token": "demo-telegram-secret-token",
        "telegram_base_url": phones_url,
    }
