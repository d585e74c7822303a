"""Answers from a person's own plan: one module a topic, pure functions of what was asked."""
