"""What a document says about itself, against gold."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from pipeline.evaluate_gold import Gold
from pipeline.evaluate_locate import fold_text
from pipeline.evaluate_reading import Reading
from pipeline.evaluate_scores import Accuracy, Note
from schemas.document import Document


def score_metadata(gold: Gold, reading: Reading) -> tuple[Accuracy, ...]:
    """One accuracy a field of metadata, of those gold states."""
    document = reading.parcel.document
    return tuple(
        Accuracy(f"metadata: {name}", 1)
        if _fold(wanted) == _fold(read)
        else Accuracy(f"metadata: {name}", 0, (Note(gold.document, name, wanted, f"read {read}"),))
        for name, wanted, read in _compared(gold, document)
    )


def _compared(gold: Gold, document: Document) -> Iterator[tuple[str, str, str | None]]:
    wanted = gold.metadata
    pairs = (
        ("title", strip_type_word(wanted.title, wanted.doc_type), strip_type_word(document.title, document.doc_type)),
        ("doc_type", wanted.doc_type, document.doc_type),
        ("symbol", _without_spaces(wanted.number_symbol), _without_spaces(document.symbol)),
        ("issuer", wanted.issuing_body, document.issuer),
        ("issued", wanted.issue_date, _print_issue(document, wanted.issue_date or "")),
        ("period", wanted.period, _print_period(document)),
    )
    return ((name, gold_value, read) for name, gold_value, read in pairs if gold_value is not None)


def strip_type_word(title: str | None, doc_type: str | None) -> str | None:
    """The title without the words of its type in front: 'Báo cáo Kết quả' of a bao_cao is 'Kết quả'."""
    if title is None or doc_type is None:
        return title
    words = title.split()
    count = doc_type.count("_") + 1
    return " ".join(words[count:]) if _ascii(" ".join(words[:count])) == doc_type.replace("_", " ") else title


def _ascii(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return bare.replace("đ", "d")


def _without_spaces(text: str | None) -> str | None:
    return None if text is None else "".join(text.split())


def _print_issue(document: Document, wanted: str) -> str | None:
    """The date of issue as far as gold gives it: 2023, 2023-12 or 2023-12-05."""
    if document.issued_on is not None:
        return document.issued_on.isoformat()[: len(wanted)]
    if document.issued_year is None:
        return None
    return str(document.issued_year) + ("" if document.issued_month is None else f"-{document.issued_month:02d}")


def _print_period(document: Document) -> str | None:
    """The year of the period reported on."""
    return None if document.period_end is None else str(document.period_end.year)


def _fold(text: str | None) -> str:
    return fold_text(text or "", 1).text.strip(" .")
