"""Content that people write and read, loaded and checked."""
