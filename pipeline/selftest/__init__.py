"""Errors planted in made-up documents of which the truth is known: how many are found, how many accused for nothing."""
