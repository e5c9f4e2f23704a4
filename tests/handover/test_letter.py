"""Requests for explanation: one an office, confirmed findings only, in the form of Decree 30/2020."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import docx
import duckdb
import pytest

from pipeline.audit.masking import Mask
from pipeline.handover.letter import Sender, make_file_name, soften_capitals, write_letters
from tests.audit.writing import make_report, write_audit
from tests.builders import ReportBuilder

OFFICES = ("ỦY BAN NHÂN DÂN HUYỆN VĨNH KHÊ", "Ủy ban nhân dân huyện Phúc Lộc")


def report_of(number: int, office: str | None) -> ReportBuilder:
    report = make_report(f"{number}.txt", f"tổ {number}, ĐT: 0912.345.678,")
    report.document_changes = {"issuer": office, "title": f"Kết quả {number}", "symbol": "12/BC-UBND"}
    return report


def write(folder: Path, reports: list[ReportBuilder], review: str, sender: Sender = Sender()) -> list[Path]:  # noqa: B008
    layout = write_audit(folder, *(report.parcel() for report in reports))
    with duckdb.connect(layout.warehouse) as connection:
        connection.execute("UPDATE checks SET review = ?", [review])
        return list(write_letters(connection, folder / "letters", sender, Mask()))


def words_of(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])


def test_one_letter_an_office(tmp_path: Path) -> None:
    reports = [report_of(1, OFFICES[0]), report_of(2, OFFICES[1]), report_of(3, OFFICES[1])]
    sender = Sender("Sở Nội vụ", "UBND tỉnh", "Vĩnh Khê")
    first, second = write(tmp_path, reports, "confirmed", sender)
    assert [first.name, second.name] == ["uy-ban-nhan-dan-huyen-phuc-loc.docx", "uy-ban-nhan-dan-huyen-vinh-khe.docx"]
    two, one = words_of(first), words_of(second)
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "SỞ NỘI VỤ",
        "Kính gửi: Ủy ban nhân dân huyện Vĩnh Khê",
        "số 12/BC-UBND về kết quả 1",
        "có 01 nội dung",
        "Hai phần cộng lại là 125.",
        "120 → 125",
        "Nơi nhận:",
        "./.",
    ):
        assert words in one, words
    assert "có 02 nội dung" in two
    assert "Báo cáo (2)" in two
    assert "trang 1" not in two, "a text has no pages that an office could open"
    assert "0912.345.678" not in one + two


def test_a_pdf_is_cited_by_its_page(tmp_path: Path) -> None:
    parcel = report_of(1, OFFICES[0]).parcel()
    paged = replace(parcel, document=replace(parcel.document, media_type="application/pdf"))
    layout = write_audit(tmp_path, paged)
    with duckdb.connect(layout.warehouse) as connection:
        connection.execute("UPDATE checks SET review = 'confirmed'")
        (path,) = write_letters(connection, tmp_path / "letters", Sender(), Mask())
    assert "Báo cáo, trang 1" in words_of(path)


@pytest.mark.parametrize("review", ["dismissed", None])
def test_only_what_a_person_confirmed(tmp_path: Path, review: str) -> None:
    assert not write(tmp_path, [report_of(1, OFFICES[0])], review)


def test_an_office_that_is_not_known_is_left_to_be_filled_in(tmp_path: Path) -> None:
    (path,) = write(tmp_path, [report_of(1, None)], "corrected")
    assert "Kính gửi: ……" in words_of(path)


def test_a_suggestion_that_is_no_edit_is_not_asked_for(tmp_path: Path) -> None:
    report = report_of(1, OFFICES[0])
    sentence = "Không có sửa đổi nhỏ nào làm mọi số khớp nhau; nếu các số khác đúng thì 120 → 125"
    report.checks[0] = replace(report.checks[0], suggestion=sentence)
    (path,) = write(tmp_path, [report], "confirmed")
    assert "Hai phần cộng lại là 125. Đề nghị kiểm tra, làm rõ." in words_of(path)
    assert "Không có sửa đổi nhỏ" not in words_of(path)


NAMES = [
    ("ỦY BAN NHÂN DÂN XÃ A", "Ủy ban nhân dân xã A"),
    ("Sở Y tế", "Sở Y tế"),
    ("UBND huyện X", "UBND huyện X"),
]


@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_capitals_are_softened(name: str, expected: str) -> None:
    assert soften_capitals(name) == expected


@pytest.mark.parametrize(
    ("office", "name"), [("../../etc", "etc"), ("Đắk Lắk / CON", "dak-lak-con"), ("…", "cong-van")]
)
def test_file_names_stay_in_their_folder(office: str, name: str) -> None:
    assert make_file_name(office) == name
