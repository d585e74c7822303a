"""Discharge plans from hospital systems: FHIR R4 and the PRSB eDischarge summary."""
