"""metadata.csv: what its rows may say, and what they change."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.corrected_text import TextEdit, edit_page
from extractors.corrections import SidecarError, correct_document, correct_figures, parse_period, read_entries
from extractors.find import find_mentions
from extractors.places import NOWHERE
from extractors.resolve import resolve_facts
from extractors.stated_home import state_home
from schemas.correction import Correction, CorrectionField, CorrectionStatus
from schemas.document import DocType, Word
from schemas.parcel import Parcel
from tests.reading import read, rules

HEADER = "path,field,value,page,expected,reason\n"
FIGURE = CorrectionField.FIGURE


def correction(field: CorrectionField, value: str, expected: str | None = None, page: int | None = 1) -> Correction:
    return Correction("d", "metadata.csv", 2, field, value, page, expected, "đọc sai")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEADER + "a.txt,period,2023,,,\n", [(2, "a.txt", "period", "2023", None, None)]),
        ("\ufeff" + HEADER + "a.txt,period,2023,,,\n", [(2, "a.txt", "period", "2023", None, None)]),  # Excel
        (
            HEADER.replace(",", ";") + "a.txt;place;xã A, huyện B;;;\n",
            [(2, "a.txt", "place", "xã A, huyện B", None, None)],
        ),
        ("path\tfield\tvalue\na.txt\tdoc_type\tbao_cao\n", [(2, "a.txt", "doc_type", "bao_cao", None, None)]),
        (
            HEADER + '\n"a, b.txt",figure,"97,57%",2,9757%,mất dấu phẩy\n',
            [(3, "a, b.txt", "figure", "97,57%", 2, "9757%")],
        ),
        (HEADER, []),
        (HEADER + ",,,,,\n", []),
    ],
)
def test_rows_are_read(text: str, expected: list[tuple[object, ...]]) -> None:
    rows = [(e.line, e.path, e.field.value, e.value, e.page, e.expected) for e in read_entries(text)]
    assert rows == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "dòng 1: thiếu cột path"),
        ("path,field\n", "no column value"),
        ("path,field,value,colour\n", "unknown column colour"),
        (HEADER + "a.txt,title,X,,,\n", "line 2: no such field 'title'; one of: place, period, doc_type, figure"),
        (HEADER + ",period,2023,,,\n", "column path is empty"),
        (HEADER + "a.txt,period,,,,\n", "column value is empty"),
        (HEADER + "a.txt,period,hôm qua,,,\n", "no period: 'hôm qua'"),
        (HEADER + "a.txt,period,2023-02-01..2023-02-31,,,\n", "no period"),
        (HEADER + "a.txt,doc_type,Báo cáo,,,\n", "one of: bao_cao"),
        (HEADER + "a.txt,figure,97,0,9757,lý do\n", "no page number"),
        (HEADER + "a.txt,figure,97,1,9757,\n", "a figure needs page, expected and reason"),
        (HEADER + "a.txt,period,2023,,,\nb.txt,period,x,,,\n", "line 3"),
    ],
)
def test_a_wrong_row_is_named(text: str, said: str) -> None:
    with pytest.raises(SidecarError, match="dòng") as error:
        read_entries(text)
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-01-01..2023-11-30", date(2023, 1, 1), date(2023, 11, 30)),
        ("9 tháng năm 2025", date(2025, 1, 1), date(2025, 9, 30)),
        ("Quý II năm 2024", date(2024, 4, 1), date(2024, 6, 30)),
    ],
)
def test_periods(value: str, start: date, end: date) -> None:
    period = parse_period(value)
    assert period is not None
    assert (period.start, period.end) == (start, end)


def test_type_and_period_are_stated() -> None:
    document = read("BÁO CÁO\n\nKết quả năm 2021.\n").document
    rows = [correction(CorrectionField.DOC_TYPE, "ke_hoach"), correction(CorrectionField.PERIOD, "2023")]
    stated = correct_document(document, rows)
    assert (stated.doc_type, stated.period_end) == (DocType.KE_HOACH, date(2023, 12, 31))


def test_facts_follow_the_stated_period() -> None:
    parcel = find_mentions(read("BÁO CÁO\n\nTiếp nhận 120 hồ sơ.\n"), rules())
    stated = Parcel(parcel.document, pages=parcel.pages, mentions=parcel.mentions)
    stated = Parcel(
        stated.document,
        pages=stated.pages,
        mentions=stated.mentions,
        corrections=(correction(CorrectionField.PERIOD, "2022"),),
    )
    assert [fact.period_label for fact in resolve_facts(stated, rules()).facts] == ["2022"]


TEXT = "BÁO CÁO\n\nGiải quyết 100/120 hồ sơ, đạt 9757%; năm trước 97 hồ sơ.\n"


@pytest.mark.parametrize(
    ("expected", "value", "status", "text"),
    [
        ("9757%", "97,57%", CorrectionStatus.APPLIED, TEXT.replace("9757%", "97,57%")),
        ("100/120", "110/120", CorrectionStatus.APPLIED, TEXT.replace("100/120", "110/120")),
        ("đạt  9757%", "đạt 97,57%", CorrectionStatus.APPLIED, TEXT.replace("9757%", "97,57%")),
        ("97", "96", CorrectionStatus.APPLIED, TEXT.replace(" 97 ", " 96 ")),  # not the 97 of 9757
        ("hồ sơ", "vụ", CorrectionStatus.AMBIGUOUS, TEXT),
        ("12,5", "13", CorrectionStatus.NOT_FOUND, TEXT),
    ],
)
def test_a_figure_is_read_as_it_should_be(expected: str, value: str, status: CorrectionStatus, text: str) -> None:
    parcel = read(TEXT)
    done = correct_figures(
        Parcel(parcel.document, pages=parcel.pages, corrections=(correction(FIGURE, value, expected),))
    )
    assert (done.pages[0].text, done.corrections[0].status) == (text, status)
    assert (done.corrections[0].detail is None) == (status is CorrectionStatus.APPLIED)


def test_a_page_that_is_not_there() -> None:
    parcel = read(TEXT)
    row = correction(FIGURE, "97,57%", "9757%", page=9)
    done = correct_figures(Parcel(parcel.document, pages=parcel.pages, corrections=(row,)))
    assert done.corrections[0].status is CorrectionStatus.NOT_FOUND
    assert "there is no page 9" in (done.corrections[0].detail or "")


def test_words_and_cells_move_along() -> None:
    parcel = read("BÁO CÁO\n\nĐơn vị\tHồ sơ\tTỷ lệ\nXã A\t12\t9757%\nXã B\t15\t80%\n")
    text = parcel.pages[0].text
    start = text.index("9757%")
    behind = text.index("80%")
    box = (parcel.document.document_id, 1)
    words = tuple(Word(*box, at, at + len(w), *([0] * 4)) for at, w in ((start, "9757%"), (behind, "80%")))  # type: ignore[arg-type]
    edited = edit_page(
        Parcel(parcel.document, pages=parcel.pages, cells=parcel.cells, cell_spans=parcel.cell_spans, words=words),
        TextEdit(1, start, start + 5, "97,57%"),
    )
    page = edited.pages[0].text
    assert [page[word.char_start : word.char_end] for word in edited.words] == ["97,57%", "80%"]
    assert parcel.cells, "the text has a table"
    for cell in edited.cells:
        assert cell.text == " ".join(page[cell.char_start : cell.char_end].split())
    for span in edited.cell_spans:
        assert page[span.char_start : span.char_end].strip()
    assert "97,57%" in [cell.text for cell in edited.cells]


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("huyện Tủa Chùa, tỉnh Điện Biên", "huyện Tủa Chùa"),
        ("098", "huyện Tủa Chùa"),
        ("tỉnh Sơn La", "tỉnh Sơn La"),
        ("huyện Không Có Đâu", None),
        ("999999", None),
    ],
)
def test_a_place_is_stated(value: str, name: str | None) -> None:
    document = read("BÁO CÁO\n\nKết quả.\n").document
    home, (told,) = state_home(document, NOWHERE, [correction(CorrectionField.PLACE, value)], rules())
    assert (home.row.name if home.row else None) == name
    assert told.status is (CorrectionStatus.APPLIED if name else CorrectionStatus.NOT_FOUND)
    assert (told.detail is None) == (name is not None)
