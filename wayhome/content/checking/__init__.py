"""Holds what people read to the house's plain English, with the file and line of each fault."""
