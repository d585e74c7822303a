"""The phones page in a real browser, in front of the whole running service."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect, sync_playwright

from tests.flows.conftest import Running

CHROMIUM: Final = shutil.which("chromium") or shutil.which("chromium-browser")
#: Nothing in the background may look for hosts outside this machine.
_QUIET: Final = (
    *("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)

pytestmark = [
    pytest.mark.skipif(
        CHROMIUM is None,
        reason="NOT LOOKED AT: there is no Chromium; get one with: apt-get install chromium",
    ),
    pytest.mark.enable_socket,
]


@pytest.fixture
def page(running: Running, tmp_path: Path) -> Iterator[Page]:
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            str(tmp_path / "profile"),
            executable_path=CHROMIUM,
            args=[*_QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])],
        )
        opened = context.new_page()
        opened.goto(running.settings.phones_url)
        yield opened
        context.close()


def hold_the_phones_of(page: Page, name: str) -> None:
    options = page.get_by_label("Whose phones").locator("option")
    label = next(one for one in options.all_inner_texts() if name in one)
    page.get_by_label("Whose phones").select_option(label=label)


def test_a_text_is_answered_on_the_same_phone_and_shown_as_delivered(page: Page) -> None:
    hold_the_phones_of(page, "Gwen")
    phone = page.get_by_role("region", name="Wayhome by text message")

    phone.get_by_label("Write a text").fill("when is my next appointment")
    phone.get_by_role("button", name="Send text").click()

    log = phone.get_by_role("log")
    expect(log).to_contain_text("when is my next appointment")
    reply = log.get_by_role("listitem").filter(has_text="Knee clinic").last
    expect(reply).to_be_visible(timeout=20_000)
    expect(reply).to_contain_text("Delivered")


def test_a_telegram_message_is_answered_on_telegram_alone(page: Page) -> None:
    hold_the_phones_of(page, "Gwen")
    telegram = page.get_by_role("region", name="Wayhome on Telegram")

    telegram.get_by_label("Write a message").fill("are you a real person")
    telegram.get_by_role("button", name="Send message").click()

    expect(telegram.get_by_role("log")).to_contain_text("automated", timeout=20_000)
    texts = page.get_by_role("region", name="Wayhome by text message").get_by_role("log")
    expect(texts).not_to_contain_text("are you a real person")


@pytest.mark.parametrize("width", [1280, 320])
def test_the_page_has_no_fault_that_axe_finds(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    hold_the_phones_of(page, "Gwen")
    expect(page.get_by_role("main")).to_be_visible()

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()
