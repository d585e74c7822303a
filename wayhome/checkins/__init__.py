"""Every text that we start on a schedule: planned, sent once, answered, missed or let go."""
