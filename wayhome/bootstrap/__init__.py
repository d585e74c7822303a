"""The one place where things with effects are made and put together, a module for each process."""
