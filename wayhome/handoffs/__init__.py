"""Concerns handed to a person: opened, claimed, resolved, never forgotten."""
