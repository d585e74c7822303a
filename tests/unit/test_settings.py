from pathlib import Path

import pytest
from pydantic import ValidationError

from wayhome.settings import Env, Settings

PRODUCTION = {
    "env": Env.PRODUCTION,
    "secret_key": "s",
    "rasa_token": "r",
    "twilio_auth_token": "t",
    "telegram_bot_token": "1:b",
    "telegram_secret_token": "g",
    "public_url": "https://wayhome.example.org",
    "safeguarding_lead": "Lee Lead, 01632 960 555",
}

SECRETS = ["secret_key", "rasa_token", "twilio_auth_token", "telegram_secret_token"]


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for field in Settings.model_fields.values():
        monkeypatch.delenv(str(field.validation_alias), raising=False)


def read(**given: object) -> Settings:
    return Settings(_env_file=None, **given)  # type: ignore[arg-type]


def test_the_demo_needs_no_account() -> None:
    settings = read()

    assert settings.twilio_base_url == settings.phones_url
    assert settings.rasa_token.get_secret_value()


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.setenv("WAYHOME_VAR", "")

    assert read().database_url is None
    assert read().var != Path()


@pytest.mark.parametrize("missing", SECRETS)
def test_production_has_no_default_secret(missing: str) -> None:
    with pytest.raises(ValidationError, match=missing.upper()):
        read(**{name: value for name, value in PRODUCTION.items() if name != missing})


def test_production_names_a_safeguarding_lead() -> None:
    with pytest.raises(ValidationError, match="WAYHOME_SAFEGUARDING_LEAD"):
        read(**PRODUCTION | {"safeguarding_lead": ""})


def test_production_is_reached_by_https() -> None:
    with pytest.raises(ValidationError, match="https"):
        read(**PRODUCTION | {"public_url": "http://wayhome.example.org"})


def test_several_rasa_servers_stand_with_commas() -> None:
    assert read(rasa_url="http://a:1/, http://b:2").rasa_urls == ("http://a:1", "http://b:2")


def test_production_can_do_without_telegram() -> None:
    given = {k: v for k, v in PRODUCTION.items() if not k.startswith("telegram")}

    assert read(**given).env is Env.PRODUCTION
