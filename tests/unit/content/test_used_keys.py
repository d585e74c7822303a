from pathlib import Path

from wayhome.content.checking.keys import used_keys


def test_keys_are_read_from_the_code_plain_and_put_together(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text('say("greet.hello"); say(f"medicines.{asks}_line")\n')

    used = used_keys(tmp_path)

    assert used.holds("greet.hello")
    assert used.holds("medicines.missed_line")
    assert not used.holds("medicines.missed")
    assert not used.holds("greet.hello_again")


def test_names_of_columns_are_no_wordings(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "people.py").write_text('ForeignKey("people.id")\n')

    assert used_keys(tmp_path).missing({"people.greeting"}) == set()
