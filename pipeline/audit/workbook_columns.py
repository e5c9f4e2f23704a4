"""What stands in which column of the workbook."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the field of the query, its title in both languages, its width in letters."""

    field: str
    vi: str
    en: str
    width: int = 14
    group: str = ""
    """The group of words.yaml that names its values."""
    is_link: bool = False


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """A sheet: its query and its columns; so many of them stay in view."""

    name: str
    query: str
    columns: tuple[Column, ...]
    frozen: int


FINDINGS = SheetPlan(
    "Findings",
    """
    SELECT position, severity, verdict, kind, path, page, coalesce(place, d.issuer) AS place, section, stated, expected,
      difference, quote, operands, formula, explanation_vi, explanation_en, suggestion, suggestion_en, review,
      review_note, rule, slip_id, is_primary, check_id, content_key, document_id
    FROM findings JOIN (SELECT document_id, issuer FROM documents) d USING (document_id) ORDER BY position
    """,
    (
        Column("position", "STT", "No.", 6),
        Column("severity", "Mức độ", "Severity", 12, "severity"),
        Column("kind", "Loại", "Kind", 22, "kind"),
        Column("path", "Tài liệu (mở trang)", "Document (opens the page)", 30, is_link=True),
        Column("page", "Trang", "Page", 7),
        Column("place", "Địa bàn", "Place", 20),
        Column("stated", "Văn bản ghi", "As printed", 16),
        Column("expected", "Theo các số khác", "By the other numbers", 16),
        Column("difference", "Chênh lệch", "Difference", 13),
        Column("quote", "Trích", "Quote", 46),
        Column("explanation_vi", "Giải thích", "Explanation (Vietnamese)", 50),
        Column("suggestion", "Sửa ít nhất", "Smallest correction", 22),
        Column("operands", "Các số quyết định", "What decided it", 36),
        Column("formula", "Phép tính", "Calculation", 30),
        Column("verdict", "Kết luận", "Verdict", 14, "verdict"),
        Column("section", "Mục", "Section", 30),
        Column("review", "Quyết định", "Review", 14, "review"),
        Column("review_note", "Ghi chú", "Note", 26),
        Column("explanation_en", "Giải thích (tiếng Anh)", "Explanation", 40),
        Column("suggestion_en", "Sửa ít nhất (tiếng Anh)", "Smallest correction (English)", 22),
        Column("rule", "Quy tắc", "Rule", 22),
        Column("is_primary", "Chỗ nói rõ nhất của lỗi", "Tells the slip best", 10),
        Column("slip_id", "Mã lỗi", "Slip", 18),
        Column("content_key", "Khoá nội dung", "Content key", 18),
    ),
    frozen=2,
)
FACTS = SheetPlan(
    "Facts",
    """
    SELECT d.path, f.page, f.label, f.measure, f.value, f.unit, f.qualifier, f.numerator, f.denominator, f.percent,
      f.role, p.name AS place, f.entity, f.period_label, f.indicator_id, f.section, f.quote, f.document_id, f.fact_id
    FROM facts f JOIN documents d USING (document_id) LEFT JOIN places p ON p.place_id = f.place_id
    WHERE d.same_as IS NULL
    ORDER BY d.path, f.document_id, f.page, f.char_start, f.fact_id
    """,
    (
        Column("path", "Tài liệu", "Document", 28, is_link=True),
        Column("page", "Trang", "Page", 7),
        Column("label", "Chỉ tiêu", "Label", 46),
        Column("value", "Giá trị", "Value", 16),
        Column("unit", "Đơn vị", "Unit", 12),
        Column("measure", "Loại số", "Measure", 10),
        Column("role", "Vai trò", "Role", 10),
        Column("qualifier", "Mức chính xác", "Qualifier", 12),
        Column("numerator", "Tử số", "Numerator", 13),
        Column("denominator", "Mẫu số", "Denominator", 13),
        Column("percent", "Tỷ lệ in ra", "Printed percent", 10),
        Column("place", "Địa bàn", "Place", 20),
        Column("entity", "Đơn vị, đối tượng", "Entity", 24),
        Column("period_label", "Kỳ", "Period", 11),
        Column("indicator_id", "Mã chỉ tiêu", "Indicator", 22),
        Column("section", "Mục", "Section", 30),
        Column("quote", "Trích", "Quote", 50),
        Column("fact_id", "Mã", "Fact", 18),
    ),
    frozen=1,
)
COVERAGE = SheetPlan(
    "Coverage",
    """
    SELECT path, kind, mentions, share, share_classified, document_id FROM coverage ORDER BY path, mentions DESC, kind
    """,
    (
        Column("path", "Tài liệu", "Document", 34, is_link=True),
        Column("kind", "Con số là", "Kind of number", 20, "mention_kind"),
        Column("mentions", "Số lượng", "Count", 10),
        Column("share", "Phần trăm", "Percent", 10),
        Column("share_classified", "Hiểu được (%)", "Understood (%)", 14),
    ),
    frozen=1,
)
DOCUMENTS = SheetPlan(
    "Documents",
    """
    SELECT s.path, s.status, s.doc_type, s.symbol, s.title, s.issuer, s.place, d.issued_on, s.period_start,
      s.period_end, s.page_count, s.pages_not_read, s.numbers, s.figures, s.checked, s.wrong, s.wrong_major,
      s.open_questions, s.not_understood, s.same_as_path, s.supersedes_path, d.error_detail, s.document_id
    FROM document_summary s JOIN documents d USING (document_id) ORDER BY s.path, s.document_id
    """,
    (
        Column("path", "Tài liệu", "Document", 34, is_link=True),
        Column("status", "Đọc", "Read", 13, "status"),
        Column("symbol", "Số, ký hiệu", "Symbol", 18),
        Column("title", "Trích yếu", "Title", 44),
        Column("issuer", "Cơ quan ban hành", "Issuer", 28),
        Column("place", "Địa bàn", "Place", 20),
        Column("issued_on", "Ngày ban hành", "Issued on", 12),
        Column("period_start", "Từ ngày", "Period from", 12),
        Column("period_end", "Đến ngày", "Period to", 12),
        Column("page_count", "Số trang", "Pages", 8),
        Column("pages_not_read", "Trang chưa đọc", "Pages not read", 9),
        Column("figures", "Số liệu", "Figures", 9),
        Column("checked", "Đã đối chiếu", "Checked", 9),
        Column("wrong", "Sai", "Wrong", 8),
        Column("wrong_major", "Sai nghiêm trọng", "Major", 8),
        Column("open_questions", "Cần hỏi lại", "Open", 8),
        Column("not_understood", "Chưa hiểu", "Not understood", 9),
        Column("same_as_path", "Cùng nội dung với (không tính hai lần)", "Same as (not counted twice)", 28),
        Column("supersedes_path", "Thay cho", "In place of", 28),
        Column("error_detail", "Vì sao chưa đọc", "Why not read", 40),
        Column("document_id", "Mã", "Document", 18),
    ),
    frozen=1,
)
SHEETS = (FINDINGS, FACTS, COVERAGE, DOCUMENTS)
