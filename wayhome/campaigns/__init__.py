"""One text or one schedule for an audience: previewed, started, watched, paused and cancelled."""
