"""Drawings become pictures that phones can show, once each, under an address of their own."""

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from wayhome.bootstrap import content
from wayhome.content.pictures import Pictures
from wayhome.settings import ROOT
from wayhome.webhooks.pictures import picture_door

DRAWINGS = ROOT / "content" / "move_to_improve" / "pictures"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def pictures(tmp_path: Path) -> Pictures:
    return Pictures(DRAWINGS, tmp_path / "pictures", "https://example.org/pictures/")


@pytest.mark.parametrize("name", content.move_to_improve().movements)
def test_every_movement_has_a_picture_small_enough_for_mms(pictures: Pictures, name: str) -> None:
    picture = pictures.find(name)

    assert picture is not None
    assert picture.content.startswith(PNG)
    # Twilio asks for at most 600 kB where it does not know the phone.
    assert 5_000 < len(picture.content) < 300_000


def test_it_is_rendered_once_and_kept(pictures: Pictures, tmp_path: Path) -> None:
    pictures.find("heel_slide")
    [kept] = (tmp_path / "pictures").iterdir()
    kept.write_bytes(PNG + b"kept")
    again = Pictures(DRAWINGS, tmp_path / "pictures", "https://example.org").find("heel_slide")

    assert again is not None
    assert again.content == PNG + b"kept"


def test_a_drawing_that_changes_has_another_address(tmp_path: Path) -> None:
    drawing = tmp_path / "wave.svg"
    names = set()
    for colour in ("red", "blue"):
        drawing.write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
            f'<rect width="9" height="9" fill="{colour}"/></svg>'
        )
        picture = Pictures(tmp_path, tmp_path / "kept", "https://example.org").find("wave")
        assert picture is not None
        names.add(picture.url)

    assert len(names) == 2


@pytest.mark.parametrize(
    "name", ["gone", "../hip_marching", "", "hip_marching.svg", "HIP_MARCHING"]
)
def test_nothing_else_can_be_asked_for(pictures: Pictures, name: str) -> None:
    assert pictures.find(name) is None


def test_whoever_has_the_address_gets_the_picture(pictures: Pictures) -> None:
    app = FastAPI()
    app.include_router(picture_door(pictures))
    picture = pictures.find("hip_marching")
    assert picture is not None
    with TestClient(app) as client:
        served = client.get(picture.url.removeprefix("https://example.org"))
        assert served.content == picture.content
        assert served.headers["content-type"] == "image/png"
        for path in ("hip_marching-0000000000000000.png", "hip_marching.png", "%2e%2e/x-1.png"):
            assert client.get(f"/pictures/{path}").status_code == 404
