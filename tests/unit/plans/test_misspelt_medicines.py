"""A medicine is found on the person's own list as old people text its name."""

import pytest

from wayhome.plans.answers.medicine_search import named
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
