"""Reference data that comes with the program: administrative places, old and new."""
