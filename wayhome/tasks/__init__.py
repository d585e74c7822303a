"""What the worker runs, one task a module; every task is safe to run twice."""
