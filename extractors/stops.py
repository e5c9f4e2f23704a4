"""Where sentences, lists, brackets and columns of running text end: the patterns that several rules look for."""

from __future__ import annotations

import regex

# A full stop that is followed by a space; with SENTENCE_STOP what follows begins a sentence or a bullet.
# That of a shortened kind of place ends nothing: Tp. Hồ Chí Minh.
_ENDS = r"(?<!\b(?:Tp|TP|Tx|TX)\.)"
SENTENCE_END = regex.compile(rf"\.(?=\s){_ENDS}")
SENTENCE_STOP = regex.compile(rf"[.!?](?=\s+[\p{{Lu}}\-+*(]|$){_ENDS}")
LIST_END = regex.compile(rf"[.;](?=\s){_ENDS}")
# The same at the end of a text too.
FULL_STOP = regex.compile(r"[.](?=\s|$)")
STATEMENT_END = regex.compile(r"[.;](?=\s|$)")
# Where a phrase ends in running text.
PHRASE_END = regex.compile(r"[.;:](?=\s)|,\s")
# Where the words of a figure end: behind a stop or at a bracket.
SOFT_END = regex.compile(r"[;…()]|[.:](?=\s|$)")
ASIDE = regex.compile(r"\([^()]*\)")
COLUMNS = regex.compile(r"\t|\s{3,}")
