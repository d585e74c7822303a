"""Tests: unit mirrors the tree, integration has a real PostgreSQL, flows have a real Rasa too."""
