"""How texts get in and out: one module per provider; imports nothing else of Wayhome."""
