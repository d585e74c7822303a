"""A text whose topic is known, on its way to an answer."""
