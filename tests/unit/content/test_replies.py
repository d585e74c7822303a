from pathlib import Path

import pytest

from wayhome.content.replies import RepliesError, load_replies

HEAD = "reviewed_by: Ola Brand\nreviewed_on: 2027-01-04\nreplies:\n"


def folder(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        (tmp_path / f"{name}.yaml").write_text(text)
    return tmp_path


def test_a_wording_is_filled_in_and_what_is_left_out_leaves_no_gap(tmp_path: Path) -> None:
    text = "  a.one: 'Hello {{ name }}. {% if phone %}Ring {{ phone }}.{% endif %} Bye.'\n"
    replies = load_replies(folder(tmp_path, a=HEAD + text))

    assert replies.render("a.one", name="Edna", phone=None) == "Hello Edna. Bye."
    assert "a.one" in replies
    assert "a.two" not in replies


def test_a_place_that_nobody_fills_is_refused_with_its_file_and_key(tmp_path: Path) -> None:
    replies = load_replies(folder(tmp_path, a=HEAD + "  a.one: 'Hello {{ name }}'\n"))

    with pytest.raises(RepliesError, match=r'a\.yaml: the wording "a\.one".*name'):
        replies.render("a.one")


def test_an_unknown_key_says_where_to_add_it(tmp_path: Path) -> None:
    replies = load_replies(folder(tmp_path, a=HEAD + "  a.one: Hello\n"))

    with pytest.raises(RepliesError, match="content/replies"):
        replies.render("a.two")


def test_a_wording_carries_its_own_review_or_its_files(tmp_path: Path) -> None:
    own = "  a.two: {text: Hi, list: true, reviewed_by: Sam, reviewed_on: not yet}\n"
    one, two = load_replies(folder(tmp_path, a=HEAD + "  a.one: Hello\n" + own))

    assert (one.reviewed_by, str(one.reviewed_on), one.is_list) == (
        "Ola Brand",
        "2027-01-04",
        False,
    )
    assert (two.reviewed_by, two.reviewed_on, two.is_list) == ("Sam", None, True)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("replies: {a.one: Hello}", "reviewed_by"),
        (HEAD + "  a.one: [1]\n", r"replies\.a\.one"),
        (HEAD + "  a.one: 'Hello {{ name'\n", "curly brackets"),
        ("replies: [", "not readable YAML"),
        ("", "the file"),
    ],
)
def test_bad_content_is_refused_with_its_file(tmp_path: Path, text: str, advice: str) -> None:
    with pytest.raises(RepliesError, match=rf"a\.yaml.*{advice}"):
        load_replies(folder(tmp_path, a=text))


def test_one_key_in_two_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RepliesError, match="rename one"):
        load_replies(folder(tmp_path, a=HEAD + "  x: Hello\n", b=HEAD + "  x: Hello\n"))


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RepliesError, match="no wordings"):
        load_replies(tmp_path)
