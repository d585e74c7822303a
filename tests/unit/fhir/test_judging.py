"""What is no resource at all is a fault with a sentence, however the library takes it."""

import pytest

from wayhome.fhir.judging import judge


@pytest.mark.parametrize("kind", [None, "", "Nonsense", 7, ["Patient"], {}])
def test_a_contained_resource_of_no_known_type_is_a_fault(kind: object) -> None:
    judged = judge({"resourceType": "MedicationRequest", "contained": [{"resourceType": kind}]})

    assert judged.faults
