"""What a document says of itself, by the layout of Decree 30/2020: type, symbol, title, issuer, date, period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

import regex

from extractors.issue_dates import DATE_LINE, read_issue_date
from extractors.layout import Block, Level
from extractors.report_periods import read_report_period
from extractors.rules_compiled import CompiledRules
from extractors.titles import (
    MIN_TITLE_WORDS,
    read_first_title,
    read_sheet_title,
    read_subject,
    read_title,
    without_notes,
)
from schemas.document import DocType, Document

_TYPES: tuple[tuple[str, DocType], ...] = (
    ("BÁO CÁO", DocType.BAO_CAO),
    ("KẾ HOẠCH", DocType.KE_HOACH),
    ("QUYẾT ĐỊNH", DocType.QUYET_DINH),
    ("NGHỊ QUYẾT", DocType.NGHI_QUYET),
    ("THÔNG BÁO", DocType.THONG_BAO),
    ("TỜ TRÌNH", DocType.TO_TRINH),
    ("CHỈ THỊ", DocType.CHI_THI),
)
# MÔI TRƯỜNG and THỊ TRƯỜNG, parted by the end of a line, are no school.
_BEFORE_TRUONG = (" MÔI", " THỊ")
# A page may carry the letterhead of another paper above its own: the symbol of its own type is its.
_SIGNS = {
    DocType.BAO_CAO: "BC",
    DocType.KE_HOACH: "KH",
    DocType.QUYET_DINH: "QĐ",
    DocType.NGHI_QUYET: "NQ",
    DocType.THONG_BAO: "TB",
    DocType.TO_TRINH: "TTr",
    DocType.CHI_THI: "CT",
}
_MAX_HEAD_BLOCKS = 40
_MAX_LETTERHEAD_LINES = 12
_SHEETS = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.ms-excel",
    "application/vnd.oasis.opendocument.spreadsheet",
    "text/csv",
)
_PLACE = regex.compile(
    r"\b(?:(?:HUYỆN|TỈNH)\s+(?!ĐOÀN\b)|(?:THỊ XÃ|THÀNH PHỐ|QUẬN|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)\s+)(?!HỘI|[ỦU][ỶY]\b)\S.*$"
)
_KINDS = ("HUYỆN", "TỈNH", "THỊ XÃ", "THÀNH PHỐ", "QUẬN", "XÃ", "PHƯỜNG", "THỊ TRẤN", "ĐẶC KHU")
_BARE_COMMITTEE = regex.compile(r"(?i)(?:[ủu][yỷ] ban nhân dân|ubnd)")
_SYMBOL = regex.compile(
    r"(?i:số)\s*:\s*(?P<symbol>(?:\d{1,3}(?:\.\d{3})+|\d*)[\s….…_]*(?:/\d{4})?\s*[/-]\s?\p{Lu}[\p{L}\d&]*(?:\s?[-/&.]\s?\p{Lu}[\p{L}\d&]*)*|\d+[-/]\p{Lu}[\p{L}/-]*)"
    r"(?P<tail>(?:\s(?!TP|TX|TT|UBND|HĐND)\p{Lu}{2,6}){1,2}(?=\s{2}|\s*$|\s\p{Lu}\p{Ll}))?"
)
# Committees of the Party write 'Số 125-BC/ĐU', and some offices leave out the colon.
_PARTY_SYMBOL = regex.compile(
    r"\W*Số\s+(?P<symbol>[\d…._]+\s?-\s?\p{Lu}[\p{L}]{0,3}\s?/\s?\p{Lu}[\p{L}\d&-]*"
    r"|\d+\s?/\s?(?:BC|KH|QĐ|NQ|TB|TTr|CT)\s?-\s?\p{Lu}[\p{L}\d&-]*)(?P<tail>)"
)
_LEVEL = regex.compile(r"(?i)^(?:huyện|tỉnh|thị xã|thành phố|quận|xã|phường|thị trấn|đặc khu)\s+")


def read_metadata(
    document: Document,
    blocks: Sequence[Block],
    lines: Sequence[str],
    rules: CompiledRules,
    closing: Iterable[str] = (),
) -> Document:
    """The document with its metadata as far as printed; blanks stay blank.

    `lines`: the first printed lines, `closing`: the last, from the end, where a paper without a date above is dated.
    """
    head = [block for block in blocks if block.level is not Level.CELL][:_MAX_HEAD_BLOCKS]
    texts = [block.flat.text.strip(" *#") for block in head]
    bodies = [block.flat.text for block in blocks]
    type_at, doc_type = _find_type(texts)
    doc_type = doc_type or _find_type(lines[:_MAX_LETTERHEAD_LINES])[1]
    title = _title(head, texts, type_at, lines, rules)
    title = title or (read_first_title(blocks, rules) if document.media_type in _SHEETS else None)
    top = (*texts[:20], *lines[:_MAX_LETTERHEAD_LINES])
    above = takewhile(lambda line: not rules.cue_wholes["TYPE_LINE"].fullmatch(line), lines[:_MAX_LETTERHEAD_LINES])
    issued = read_issue_date(top, above, closing)
    period = read_report_period(title or "", texts[type_at or 0 :], bodies, issued.latest, doc_type, rules)
    return replace(
        document,
        doc_type=doc_type or (DocType.CONG_VAN if any(text.startswith("Kính gửi") for text in texts) else DocType.KHAC),
        symbol=_read_symbol(top, doc_type),
        title=without_notes(title) if title else None,
        issuer=_name_issuer(
            [*takewhile(lambda line: not _begins_title(line, title), lines)], bodies, issued.place, rules
        ),
        issued_year=issued.year,
        issued_month=issued.month,
        issued_on=issued.day,
        period_start=period.start if period else None,
        period_end=period.end if period else None,
    )


def _read_symbol(top: Sequence[str], doc_type: DocType | None) -> str | None:
    """The first symbol that bears the sign of the document's type, else the first; spaces only between office names."""
    found = [match for text in top if (match := _SYMBOL.search(text) or _PARTY_SYMBOL.match(text))]
    sign = regex.compile(rf"[/-]\s?{_SIGNS[doc_type]}\b") if doc_type in _SIGNS else None
    chosen = next((match for match in found if sign and sign.search(match["symbol"])), found[0] if found else None)
    return "".join(chosen["symbol"].split()) + (chosen["tail"] or "") or None if chosen else None


def _title(
    head: Sequence[Block], texts: Sequence[str], type_at: int | None, lines: Sequence[str], rules: CompiledRules
) -> str | None:
    """The title below the type, else the subject of a letter or the head of a sheet."""
    own = None if type_at is None else _title_below(head, texts, type_at, lines, rules)
    return own or read_subject(texts) or read_sheet_title(lines[:_MAX_LETTERHEAD_LINES], rules)


def _title_below(
    head: Sequence[Block], texts: Sequence[str], type_at: int, lines: Sequence[str], rules: CompiledRules
) -> str | None:
    word = next(word for word, _ in _TYPES if texts[type_at].startswith(word))
    return read_title(head[type_at:], texts[type_at:], word, lines, rules)


def _name_issuer(lines: Sequence[str], bodies: Sequence[str], place: str | None, rules: CompiledRules) -> str | None:
    """The office of the letterhead; where that names no place, a committee the text names."""
    printed = _read_issuer(lines, rules)
    if printed and not _BARE_COMMITTEE.fullmatch(printed):
        return _spell_out(printed, rules)
    for line, following in pairwise(lines[:_MAX_LETTERHEAD_LINES]):
        second = regex.split(r"\t|\s{3,}", following.strip())[0]
        if _BARE_COMMITTEE.fullmatch(line.strip(" *")) and second.isupper() and _PLACE.match(second):
            return f"{line.strip(' *')} {second}"
    return _find_reporter(bodies, place, rules) or _find_issuer(bodies, place, rules) or printed


def _spell_out(office: str, rules: CompiledRules) -> str:
    """An office without the abbreviations of its trade (CHI CỤC THADS), so that one office has one name."""
    for full, pattern in rules.abbreviations:
        office = pattern.sub(full.upper() if office.isupper() else full, office)
    return office


def _find_reporter(texts: Sequence[str], place: str | None, rules: CompiledRules) -> str | None:
    """Where the letterhead is lost: the office that says it reports (Phòng Y tế báo cáo), of the date line's place."""
    for text in texts[:_MAX_HEAD_BLOCKS]:
        match = rules.cues["REPORTER"].search(text)
        if match is None:
            continue
        office = _spell_out(" ".join(match[1].split()), rules)
        if place is None or rules.place_word.search(office):
            return office
        levels = Counter(found[1].casefold() for body in texts for found in rules.cues["TERRITORY"].finditer(body))
        return f"{office} {max(levels, key=lambda level: levels[level])} {place}" if levels else office
    return None


def _find_issuer(texts: Sequence[str], place: str | None, rules: CompiledRules) -> str | None:
    """Where the letterhead is lost: the committee of the place in the date line, else the one named most."""
    names = (" ".join(match[1].split()) for text in texts for match in rules.cues["COMMITTEE"].finditer(text))
    found = Counter(names)
    home = {name: count for name, count in found.items() if place and place.endswith(_LEVEL.sub("", name))}
    counts = home or dict(found)
    return f"Ủy ban nhân dân {max(counts, key=lambda name: (counts[name], name))}" if counts else None


def _find_type(texts: Sequence[str]) -> tuple[int | None, DocType | None]:
    for index, text in enumerate(texts):
        for word, doc_type in _TYPES:
            if (
                text == word
                or (text.startswith(word + " ") and text.isupper())
                or (text.startswith(word + " ") and len(text) < 400)
            ):
                return index, doc_type
    return None, None


def _begins_title(line: str, title: str | None) -> bool:
    """Whether a line of the letterhead is the title already, with or without its word for the kind of paper."""
    text = line.strip(" *#")
    text = next((text[len(word) :].strip(" :") for word, _ in _TYPES if text.startswith(f"{word} ")), text)
    return bool(title) and len(text.split()) >= MIN_TITLE_WORDS and (title or "").startswith(text)


def _ends_letterhead(text: str, rules: CompiledRules) -> bool:
    is_title = any(text == word for word, _ in _TYPES) or rules.cues["TITLE_OF_SHEET"].match(text) is not None
    return is_title or bool(_SYMBOL.search(text) or DATE_LINE.search(text))


# The end of the motto on a line of its own, where its column is narrow.
_MOTTO_REST = regex.compile(r"(?:(?:(?:CHỦ )?NGHĨA )?VIỆT )?NAM|(?:TỰ DO\s*[-–]\s*)?HẠNH PHÚC")
# A committee of an organisation that the line above names: BCH HUYỆN GÒ DẦU of the ĐOÀN TNCS HỒ CHÍ MINH.
_COMMITTEE_OF = regex.compile(
    rf"(?P<body>BCH|BAN CHẤP HÀNH|BTV|BAN THƯỜNG VỤ|BAN THƯỜNG TRỰC)(?P<place>\s(?:{'|'.join(_KINDS)})\s.+)?"
)
_ORGANISATION = regex.compile(r"(?:ĐOÀN|HỘI|CÔNG ĐOÀN|LIÊN ĐOÀN|MẶT TRẬN|(?:ỦY|UỶ) BAN (?:MTTQ|MẶT TRẬN))\b")
# The area that a commune lies in, below its name: no part of it (UBND XÃ VẠN THẠNH / HUYỆN VẠN NINH - TỈNH KHÁNH HÒA).
_AREA_LINE = regex.compile(r"(?:HUYỆN|QUẬN|THỊ XÃ|THÀNH PHỐ|TP\.?|TỈNH)\s\p{Lu}")


def _read_issuer(lines: Sequence[str], rules: CompiledRules) -> str | None:
    """The issuing body: the lower office of the letterhead, with the place of the upper where it names none."""
    offices: list[str] = []
    for above, line in pairwise(("", *lines[:_MAX_LETTERHEAD_LINES])):
        text = regex.split(r"\t|\s{3,}", rules.cues["MOTTO"].split(line)[0].strip())[0].strip(" *-–_")
        if _MOTTO_REST.fullmatch(text) and rules.cues["MOTTO"].search(above):
            continue
        if _ends_letterhead(text, rules) or (text and offices and not text.isupper()):
            break
        is_torn = bool(offices) and text.startswith("TRƯỜNG") and offices[-1].endswith(_BEFORE_TRUONG)
        if rules.cues["OFFICE"].match(text) and len(text) < 120 and not is_torn:
            offices.append(text)
        elif text and offices and not (_AREA_LINE.match(text) and _PLACE.search(offices[-1])):
            offices[-1] += f" {text}"
    if not offices:
        return None
    if len(offices) > 1 and rules.cue_wholes["PART_OF_OFFICE"].fullmatch(offices[-1]):
        return f"{offices[-1]} {offices[-2]}"
    committee = _COMMITTEE_OF.fullmatch(offices[-1])
    if len(offices) > 1 and committee and _ORGANISATION.match(offices[-2]):
        whose = _PLACE.sub("", offices[-2]).strip() if committee["place"] else offices[-2]
        return f"{committee['body']} {whose}{committee['place'] or ''}"
    place = _PLACE.search(offices[0])
    has_place = len(offices) == 1 or _PLACE.search(offices[-1])
    return offices[-1] if has_place or not place else _put_in(offices[-1], place[0])


def _put_in(office: str, place: str) -> str:
    """The office with its place, whose kind it may name already (THANH TRA TỈNH, of TỈNH GIA LAI)."""
    kind = next((kind for kind in _KINDS if place.startswith(f"{kind} ") and office.endswith(f" {kind}")), "")
    return f"{office.removesuffix(kind).rstrip()} {place}"
