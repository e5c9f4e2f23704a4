"""Where sentences, lists, brackets and columns of running text end: the patterns that several rules look for."""

from __future__ import annotations

import regex

# A full stop that is followed by a space; with SENTENCE_STOP what follows begins a sentence or a bullet.
SENTENCE_END = regex.compile(r"\.(?=\s)")
SENTENCE_STOP = regex.compile(r"[.!?](?=\s+[\p{Lu}\-+*(]|$)")
LIST_END = regex.compile(r"[.;](?=\s)")
ASIDE = regex.compile(r"\([^()]*\)")
COLUMNS = regex.compile(r"\t|\s{3,}")
