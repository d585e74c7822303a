"""The Rasa assistant: its domain and training data, its actions and its components."""
