"""Discharge plans: how they are written, kept, read, and asked about."""
