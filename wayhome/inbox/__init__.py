"""The way in: store a text and its job in one transaction, then see to it step by step."""
