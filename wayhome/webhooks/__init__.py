"""The doors for providers: prove who it is, store, answer; everything slow happens elsewhere."""
