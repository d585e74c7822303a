"""Facts: a thumb or a heart alone stands for a word; beside words it stands for none."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayhome.bootstrap import content
from wayhome.content.nods import Nod, load_nods
from wayhome.content.yaml_models import UnusableFileError

NODS = content.nods()


@pytest.mark.parametrize(
    ("text", "nod"),
    [
        ("👍", Nod.YES),
        ("👍🏽", Nod.YES),
        (" 👍 👍 ", Nod.YES),
        ("👍❤️", Nod.YES),
        ("👎", Nod.NO),
        ("❤", Nod.KIND),
        ("❤️❤️", Nod.KIND),
        ("🙂", Nod.KIND),
        (":-)", Nod.KIND),
        ("<3", Nod.KIND),
        ("👍👎", None),
        ("👎❤", None),
        ("❤️‍🔥", None),
        ("🙏", None),
        ("😢", None),
        ("🚑", None),
        ("👍 thanks", None),
        ("3", None),
        ("", None),
        ("?", None),
    ],
)
def test_what_a_text_without_words_says(text: str, nod: Nod | None) -> None:
    assert NODS.read(text) is nod


@given(st.text(max_size=40))
def test_a_text_with_a_letter_is_no_nod(text: str) -> None:
    if any(one.isalpha() for one in text):
        assert NODS.read(text) is None


def test_a_file_that_lacks_a_kind_is_told_by_name(tmp_path: Path) -> None:
    path = tmp_path / "nods.yml"
    path.write_text("reviewed_by: Ola\nreviewed_on: not yet\nup: x\n")

    with pytest.raises(UnusableFileError, match=r"nods\.yml"):
        load_nods(path)
