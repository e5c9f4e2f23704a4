"""What solieu says to people: Vietnamese first, English beside. One place, so that one voice speaks."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from extractors.numbers import format_number
from schemas.check import CheckKind, Verdict
from schemas.fact import Fact, FactMention, FactMentionRole, Measure
from schemas.mention import Mention, MentionKind

LINE_TITLES = (
    "số liệu\nfigures",
    "đã đối chiếu\nchecked",
    "sai\nwrong",
    "chưa rõ\nquestions",
    "chưa hiểu\nnot understood",
)
CHECKED = "Đối chiếu — checked"
SAME_AS = "cùng nội dung với — the same as"
SUPERSEDES = "thay cho — in place of"

VERDICTS: dict[str, str] = {
    Verdict.CONSISTENT: "khớp",
    Verdict.TRUNCATED: "cắt bớt chữ số, không làm tròn",
    Verdict.LAST_DIGIT: "lệch chữ số cuối",
    Verdict.INCONSISTENT: "không khớp",
    Verdict.UNDECIDABLE: "chưa đủ căn cứ",
}
SEVERITIES: dict[str, str] = {"major": "nặng", "minor": "nhẹ", "note": "lưu ý"}
CHECK_KINDS: dict[str, str] = {
    CheckKind.RATIO_PERCENT: "tỷ lệ phần trăm",
    CheckKind.COMPLEMENT: "phần còn lại",
    CheckKind.PART_WHOLE: "thành phần và tổng số",
    CheckKind.BOUND: "phần lớn hơn tổng",
    CheckKind.TABLE_RATIO: "tỷ lệ trong bảng",
    CheckKind.TABLE_TOTAL: "dòng tổng của bảng",
    CheckKind.SCORE_TOTAL: "tổng điểm",
    CheckKind.WEIGHTED_MEAN: "trung bình có trọng số",
    CheckKind.RANK_ORDER: "thứ hạng",
    CheckKind.TARGET_STATUS: "mức đạt chỉ tiêu",
    CheckKind.CHANGE: "mức tăng, giảm",
    CheckKind.CONTRADICTION: "hai số cho một chỉ tiêu",
    CheckKind.CROSS_DOCUMENT: "khác với văn bản khác",
    CheckKind.IMPOSSIBLE_VALUE: "giá trị không thể có",
    CheckKind.MISSING_UNIT: "thiếu đơn vị tính",
    CheckKind.DATE_ORDER: "thứ tự ngày tháng",
    CheckKind.REFERENCE_ORDER: "thứ tự số văn bản",
    CheckKind.INVALID_DATE: "ngày không có thật",
    CheckKind.NUMBERING: "số thứ tự đề mục",
    CheckKind.SPELLING: "tên viết hai cách",
    CheckKind.OCR_SUSPECT: "nghi do nhận dạng sai",
}
MENTION_KINDS: dict[MentionKind, str] = {
    MentionKind.FIGURE: "số liệu",
    MentionKind.LEGAL_REFERENCE: "số hiệu văn bản",
    MentionKind.DATE: "ngày tháng",
    MentionKind.PERIOD: "thời kỳ",
    MentionKind.HEADING: "số đề mục",
    MentionKind.ROW_NUMBER: "số thứ tự dòng",
    MentionKind.IDENTIFIER: "số trong tên gọi",
    MentionKind.RANK: "thứ hạng",
    MentionKind.FORMULA: "hằng số của công thức",
    MentionKind.FOOTNOTE: "chú thích",
    MentionKind.PAGE_NUMBER: "số trang",
    MentionKind.UNCLASSIFIED: "chưa hiểu",
}
MEASURES: dict[str, str] = {
    Measure.COUNT: "số đếm",
    Measure.MONEY: "số tiền",
    Measure.PERCENT: "tỷ lệ phần trăm",
    Measure.RATIO: "tỷ lệ",
    Measure.SCORE: "điểm",
    Measure.CHANGE: "mức tăng, giảm",
    Measure.RANK: "thứ hạng",
}
FACT_ROLES: dict[FactMentionRole, str] = {
    FactMentionRole.VALUE: "giá trị",
    FactMentionRole.NUMERATOR: "tử số",
    FactMentionRole.DENOMINATOR: "mẫu số",
    FactMentionRole.PERCENT: "tỷ lệ",
    FactMentionRole.BASE: "số gốc để so sánh",
    FactMentionRole.REMAINDER: "phần còn lại",
}
# Control characters move a terminal's cursor, directional ones turn the reading order round.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """Text on one line, as long as it was, without what could play tricks on a terminal."""
    return _UNPRINTABLE.sub("\ufffd", text.translate({ord("\n"): " ", ord("\t"): " ", ord("\r"): " "}))


def stage_note(from_cache: int) -> str:
    """How many documents had not changed since an earlier run."""
    return f"{from_cache} không đổi (unchanged)" if from_cache else ""


def ingest_note(documents: int, ignored: int, special: tuple[str, ...]) -> str:
    """What was found, and what was passed over."""
    parts = [f"{documents} tài liệu (documents)"]
    if ignored:
        parts.append(f"bỏ qua {ignored} tệp theo params.yaml: ignore ({ignored} files ignored)")
    if special:
        names = ", ".join(printable(path) for path in special[:3])
        parts.append(f"bỏ qua {len(special)} mục không phải tệp hoặc bị khoá (no regular files, or closed): {names}")
    return ", ".join(parts)


def no_such_input(path: Path) -> str:
    """The input does not exist."""
    return f"Không có tệp hay thư mục này: {printable(str(path))} — no such file or folder"


def nothing_to_read(path: Path, ignored: int) -> str:
    """The input holds no file to read."""
    beside = f" ({ignored} tệp bị bỏ qua theo ignore — {ignored} ignored)" if ignored else ""
    return f"Không có tài liệu nào để đọc trong {printable(str(path))}{beside} — nothing to read there"


def cannot_open(path: str, reason: str) -> str:
    """A file that the system does not let us read."""
    return f"{printable(path)}: không mở được tệp ({reason}) — the file cannot be opened"


def empty_file(path: str) -> str:
    """A file of 0 bytes."""
    return f"{printable(path)}: tệp rỗng, 0 byte — the file is empty"


def too_large(path: str, size_mb: float, limit_mb: int) -> str:
    """A file above the limit of params.yaml."""
    return (
        f"{printable(path)}: tệp {size_mb:.0f} MB, quá giới hạn {limit_mb} MB (params.yaml: limits.file_mb)"
        f" — larger than the limit of {limit_mb} MB"
    )


def no_warehouse(path: Path) -> str:
    """`solieu labels` on something that is no finished run."""
    return (
        f"Không có kho dữ liệu {printable(str(path))}; hãy chạy solieu run trước — no warehouse there; run solieu first"
    )


def labels_counted(facts: int, linked: int) -> str:
    """How many facts have an indicator."""
    return (
        f"{linked}/{facts} số liệu đã gắn chỉ tiêu — {linked} of {facts} facts have an indicator. "
        "Nhãn chưa gắn, nhiều văn bản nhất trước — labels without one, those in most documents first:"
    )


def measure_name(measure: str) -> str:
    """A kind of quantity: "số đếm (count)"."""
    return f"{MEASURES[measure]} ({measure})"


def label_example(path: str, page: int, quote: str, documents: int) -> str:
    """Where a label is first printed."""
    return f"{documents} văn bản (documents), ví dụ (such as) {printable(path)}, trang {page}: “{quote}”"


def nearest_indicator(indicator_id: str, score: Decimal) -> str:
    """What a label would be linked to if it were nearer."""
    return f"gần nhất — nearest: {indicator_id} ({score})"


def no_such_document(source: str, line: int, path: str) -> str:
    """A row of metadata.csv that names no file of the input."""
    return (
        f"! {printable(source)}, dòng {line}: không có tệp '{printable(path)}' trong thư mục báo cáo"
        f" — line {line}: no such file among the reports"
    )


def not_applied(source: str, line: int, path: str, detail: str) -> str:
    """A row of metadata.csv that could not be applied to its document."""
    return f"! {printable(source)}, dòng (line) {line}: {printable(path)}: {printable(detail)}"


def sidecar_not_unicode(path: str) -> str:
    """A metadata.csv in an old encoding."""
    return f"{printable(path)}: hãy lưu tệp theo mã UTF-8 (CSV UTF-8) — save it as UTF-8"


def changed_meanwhile() -> str:
    """A file that is no longer what ingest saw."""
    return "tệp đã đổi hoặc bị xoá trong lúc chạy — the file changed or went away during the run"


def failure_detail(path: str, stage: str, detail: str) -> str:
    """A failure with the document and the stage it happened in."""
    return f"{printable(path)}, bước {stage}: {detail}"


def took_too_long(seconds: float) -> str:
    """A document over its time limit."""
    return f"quá thời hạn {seconds:g} giây — took longer than {seconds:g} s"


def needs_memory(limit_mb: int) -> str:
    """A document over its memory limit."""
    return f"cần hơn {limit_mb} MB bộ nhớ — needs more than {limit_mb} MB of memory"


def killed_by_system() -> str:
    """A worker the system killed."""
    return "hệ điều hành dừng tiến trình vì hết bộ nhớ — killed by the system, out of memory"


def worker_died(exit_code: int | None) -> str:
    """A worker that went down by itself."""
    if exit_code is None:
        return "tiến trình xử lý bị sập — the worker process died"
    return f"tiến trình xử lý bị sập (mã {exit_code}) — the worker process died (exit code {exit_code})"


def output_in_use(folder: str) -> str:
    """Another run has the folder."""
    return f"Đang có một lần chạy khác dùng {printable(folder)} — another run is using this folder"


def ray_missing() -> str:
    """--engine ray without ray."""
    return (
        "Chưa cài ray nên không chạy được trên cụm máy; cài bằng: pip install ray"
        " — ray is not installed; install it, or leave out --engine"
    )


def interrupted() -> str:
    """Ctrl-C."""
    return "Đã dừng theo yêu cầu; chạy lại sẽ tiếp tục từ chỗ đã xong — stopped; a new run goes on from what is done"


def wrong_use(detail: str) -> str:
    """Arguments that argparse does not take."""
    return f"Lệnh chưa đúng — wrong use: {detail}"


def error_line(detail: str) -> str:
    """An error that ends the command."""
    return f"Lỗi — error: {detail}"


def run_finished(warehouse: Path, audit: Path) -> str:
    """Where the results of a run are."""
    return f"Kho dữ liệu — warehouse: {printable(str(warehouse))}\nBáo cáo rà soát — audit:  {printable(str(audit))}"


def place(path: str, page: int, line: int) -> str:
    """Where something stands, as a reader would look it up."""
    return f"{printable(path)}, trang {page}, dòng {line}"


def verdict(value: str, severity: str | None) -> str:
    """A verdict with its severity: "không khớp, nặng (inconsistent, major)"."""
    words = [VERDICTS[value], *([SEVERITIES[severity]] if severity else [])]
    return f"{', '.join(words)} ({', '.join([value, *([severity] if severity else [])])})"


def check_kind(kind: str) -> str:
    """A kind of check: "tỷ lệ phần trăm (ratio_percent)"."""
    return f"{CHECK_KINDS[kind]} ({kind})"


def suggestion(vi: str, en: str | None) -> str:
    """The smallest change that would make the numbers agree; a sentence is said in both languages."""
    if en in (vi, None):
        return f"Đề nghị — suggestion: {printable(vi)}"
    return f"Đề nghị: {printable(vi)}\nSuggestion: {printable(en or '')}"


def also_seen(page: int) -> str:
    """Another check that shows the same slip."""
    return f"Cũng thấy ở trang {page} — also seen: "


def slips_found(count: int) -> str:
    """How many slips there are in all."""
    return (
        f"{count} chỗ cần xem lại — {count} to look at"
        if count
        else "Không thấy chỗ nào không khớp — nothing disagrees"
    )


def slips_dismissed(count: int) -> str:
    """How many slips are not shown because a person dismissed them."""
    return f"{count} chỗ đã bỏ qua theo reviews.csv — {count} dismissed in reviews.csv"


def review_served(address: str, reviews: Path) -> str:
    """Where the pages are, and where decisions go."""
    return (
        f"Mở trong trình duyệt — open in a browser: {address}\n"
        f"Quyết định ghi vào — decisions go to: {printable(str(reviews))}\n"
        "Ctrl+C để dừng — to stop"
    )


def review_ended(count: int) -> str:
    """What was written."""
    return f"Đã ghi {count} quyết định; kho dữ liệu đã cập nhật — {count} decisions written; the warehouse has them"


def no_audit_there(path: Path) -> str:
    """A folder that no run has left."""
    return (
        f"{printable(str(path))} không phải thư mục kết quả của solieu run (thiếu warehouse.duckdb, audit/index.html)"
        " — not the output folder of a run"
    )


def port_in_use(port: int) -> str:
    """A port that another program has."""
    return f"Cổng {port} đang được dùng; hãy chọn cổng khác với --port — the port is in use; choose another"


def report_gone(path: str, folder: Path) -> str:
    """A report that is no longer where it was when it was run, or has changed."""
    return (
        f"Không thấy {printable(path)} như lúc chạy trong {printable(str(folder))}: tệp đã đổi hoặc mất"
        " — the report has changed or gone; run again"
    )


def file_written(path: Path, is_signed: bool) -> str:
    """A file that was written; a warning where its original is signed."""
    warning = (
        "\n  ! bản gốc có chữ ký số: bản đánh dấu chỉ để tham khảo, không thay bản gốc"
        " — the original is signed: this copy is for reading only"
        if is_signed
        else ""
    )
    return f"{printable(str(path))}{warning}"


def set_page_note(path: str) -> str:
    """What stands above a report set again to be marked."""
    return (
        f"Nội dung của {printable(path)} được dàn trang lại để đánh dấu số liệu; không phải bản gốc. Ghi chú nằm ở các"
        " số được tô màu. — Set again from the report to mark its figures; not the original. Notes are on the figures."
    )


def set_page_name(page: int) -> str:
    """Which page of the report a page set again shows."""
    return f"Trang {page} — page {page}"


def nothing_confirmed() -> str:
    """No finding to write a letter about."""
    return (
        "Chưa có phát hiện nào được xác nhận; hãy xác nhận bằng solieu review hoặc reviews.csv rồi chạy lại"
        " — no finding is confirmed yet; confirm some with solieu review"
    )


def nothing_to_mark() -> str:
    """No finding to mark on a report."""
    return "Không có phát hiện nào để đánh dấu — no finding to mark"


def number_not_found(number: str) -> str:
    """The number asked for is not printed anywhere."""
    return f"Không thấy số {printable(number)} trong văn bản — this number is not printed there"


def mention_read(mention: Mention) -> str:
    """What a printed number was taken for."""
    kind = f"Loại — kind: {MENTION_KINDS[mention.kind]} ({mention.kind}) [{mention.rule or '-'}]"
    if mention.value is None:
        return kind
    return f"{kind}; giá trị — value: {format_number(mention.value, max(mention.decimals or 0, 0))}"


def fact_served(fact: Fact, link: FactMention) -> str:
    """What a number does in a fact, and what the fact says."""
    role = f"{FACT_ROLES[link.role]} ({link.role})"
    return f"Số liệu — fact: {role}: {printable(fact.label or '')} = {fact_value(fact)} [{fact.rule}]"


def fact_value(fact: Fact) -> str:
    """A fact's value as a report prints it: "10.754/10.957 = 98,48 %", "265 tổ"."""
    value = _plain(fact.value, fact.decimals)
    unit = f" {fact.unit}" if fact.unit else ""
    if fact.numerator is None or fact.denominator is None:
        return f"{value}{unit}"
    share = f" = {value} %" if fact.value is not None else ""
    counted = f" ({fact.unit})" if fact.unit and fact.unit != "%" else ""
    return f"{_plain(fact.numerator)}/{_plain(fact.denominator)}{share}{counted}"


def _plain(value: Decimal | None, decimals: int | None = None) -> str:
    if value is None:
        return "?"
    exponent = value.normalize().as_tuple().exponent
    own = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return format_number(value, own if decimals is None else max(decimals, 0))


def no_fact() -> str:
    """A number that serves no fact."""
    return "Không thuộc số liệu nào — it serves no fact"


def no_check() -> str:
    """A number that no check has touched."""
    return (
        "Không có quy tắc nào gắn con số này với một số khác nên không đối chiếu — no rule related it to another number"
    )
