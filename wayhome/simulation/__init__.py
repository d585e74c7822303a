"""A digital twin: simulated people who live six weeks on the real service by a simulated clock."""
