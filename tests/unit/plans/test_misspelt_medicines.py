"""A medicine is found on the person's own list as old people text its name."""

import pytest

from wayhome.plans.answers.medicine_search import named
from wayhome.plans.ordinary_words import ORDINARY
from wayhome.plans.values import Medicine

LIST = (
    *("Amlodipine", "Amoxicillin", "Apixaban", "Atorvastatin", "Bisoprolol", "Carbocisteine"),
    *("Clopidogrel", "Codeine", "Dapagliflozin", "Digoxin", "Flucloxacillin", "Furosemide"),
    *("Metformin", "Omeprazole", "Paracetamol", "Prednisolone", "Ramipril", "Sertraline"),
    *("Tamsulosin", "Warfarin", "Senna", "Salbutamol inhaler"),
)
MEDICINES = tuple(Medicine(id=number, name=name) for number, name in enumerate(LIST))
SPELT = {
    "amlodopine": "Amlodipine", "amlodipin": "Amlodipine", "amloadipine": "Amlodipine",
    "amoxycillin": "Amoxicillin", "amoxacilin": "Amoxicillin", "apixiban": "Apixaban",
    "apixerban": "Apixaban", "atorvastaton": "Atorvastatin", "atavastatin": "Atorvastatin",
    "bisoprolal": "Bisoprolol", "bisoprolo": "Bisoprolol", "bisopralol": "Bisoprolol",
    "carbosisteine": "Carbocisteine", "carbocistine": "Carbocisteine",
    "clopidogrell": "Clopidogrel", "clopidogril": "Clopidogrel", "codiene": "Codeine",
    "codine": "Codeine", "dapaglifozin": "Dapagliflozin", "digoxine": "Digoxin",
    "didgoxin": "Digoxin", "flucloxacilin": "Flucloxacillin",
    "furosamide": "Furosemide", "fruosemide": "Furosemide", "metforman": "Metformin",
    "omeprazol": "Omeprazole", "omaprazole": "Omeprazole", "paracetemol": "Paracetamol",
    "parasetamol": "Paracetamol", "prednisalone": "Prednisolone", "predisolone": "Prednisolone",
    "rampril": "Ramipril", "ramapril": "Ramipril", "sertaline": "Sertraline",
    "tamsolosin": "Tamsulosin", "warfrin": "Warfarin", "wafarin": "Warfarin",
    "salbutomol": "Salbutamol inhaler",
}  # fmt: skip


@pytest.mark.parametrize(("spelt", "meant"), SPELT.items())
def test_a_misspelt_name_is_found_on_the_list(spelt: str, meant: str) -> None:
    found = named(f"whats the {spelt} for", MEDICINES)

    assert [one.name for one in found] == [meant]


SHORT = ("Senna", "Lasix", "Istin", "Losec", "Plavix", "Lantus", "Adcal", "Zapain", "Folic acid")
SHORT_LIST = tuple(Medicine(id=number, name=name) for number, name in enumerate(SHORT))
#: Everyday words within a letter or two of one of them.
EVERYDAY = (
    "tablet", "send", "sent", "seen", "sense", "sunny", "sauna", "lose", "listen", "insist", "last",
    "lent", "plan", "adult", "again", "complain", "folk", "colic", "sensor", "lasts", "close",
)  # fmt: skip


@pytest.mark.parametrize(
    ("spelt", "meant"),
    [
        ("sena", "Senna"), ("senah", "Senna"), ("sennar", "Senna"), ("lasics", "Lasix"),
        ("lasiks", "Lasix"), ("isten", "Istin"), ("losek", "Losec"), ("plavics", "Plavix"),
        ("lantis", "Lantus"), ("adcall", "Adcal"), ("zapane", "Zapain"),
    ],
)  # fmt: skip
def test_a_short_name_is_found_through_a_slip(spelt: str, meant: str) -> None:
    assert [one.name for one in named(f"whats the {spelt} for", SHORT_LIST)] == [meant]


@pytest.mark.parametrize("word", EVERYDAY)
def test_an_everyday_word_is_no_short_name(word: str) -> None:
    assert named(f"can you {word} it", SHORT_LIST) == []


def test_no_everyday_word_of_ours_is_taken_for_a_medicine_with_a_short_name() -> None:
    taken = {word for word in ORDINARY if named(word, SHORT_LIST)}

    assert taken == set()
