"""How much a process remembers of what it read: the figures of a report share most of their words."""

MAX_REMEMBERED = 8192
"""Texts of which one answer is kept: a report of 100 pages has some 5,000 figures."""
