"""The database: where it is, how it is reached and how its tables come to be."""
