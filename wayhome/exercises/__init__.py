"""Move to Improve: exercises that a clinician cleared for a person, and what comes back."""
