"""Reports made up from a seed: every one another office, other figures, other sentences, with their truth.

For tests that want many reports (the same facts from every container); none of them lies in the corpus.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from corpus.samples.model import Appendix, Block, Letterhead, Mark, Metadata, Report, RowKind, Signature, Style, Table
from corpus.samples.numbers import Pen
from corpus.samples.say import Writer, dash, head, law, para, plus, say, when
from corpus.samples.sheet import ShareRule, Sheet, table, total_checks

PLACES = ("Tân Khê", "Mường Lát Hạ", "Đông Xuyên", "Phú Lương", "Ea Nuôl", "Nậm Sài", "Vĩnh Trị", "Cồn Thoi", "Bản Đôn")
SUBJECTS = (
    ("Kết quả công tác dân số và gia đình", "hộ", "hộ gia đình đạt danh hiệu văn hóa"),
    ("Công tác y tế dự phòng và tiêm chủng", "trẻ", "trẻ được tiêm chủng đầy đủ"),
    ("Tình hình thực hiện chính sách người có công", "người", "người có công được hỗ trợ nhà ở"),
    ("Công tác quản lý đất đai và môi trường", "hồ sơ", "hồ sơ được giải quyết đúng hạn"),
    ("Kết quả xây dựng nông thôn mới", "tiêu chí", "tiêu chí đã được thẩm định"),
)
PARTS = ("đồng bằng", "vùng cao", "ven biển", "thị trấn", "vùng lòng hồ")
HEADINGS = ("TÌNH HÌNH CHUNG", "KẾT QUẢ THỰC HIỆN", "CÔNG TÁC CHỈ ĐẠO", "TỒN TẠI, HẠN CHẾ", "NHIỆM VỤ THỜI GIAN TỚI")
ROWS = ("Khe Sanh", "Cầu Treo", "Bến Đò", "Chợ Mới", "Đồi Cao", "Suối Lạnh", "Gò Nổi", "Rạch Gốc", "Ao Sen", "Lũng Vài")


@dataclass(frozen=True, slots=True)
class _Office:
    """One writer with his habits and the noun his report counts."""

    random: Random
    writer: Writer
    noun: str
    deed: str

    def number(self, low: int, high: int) -> int:
        return self.random.randint(low, high)


def generate_report(seed: int) -> Report:
    """The report of a seed: two to four sections of three to six statements, and one table or two."""
    random = Random(seed)
    subject, noun, deed = random.choice(SUBJECTS)
    place, year = random.choice(PLACES), random.randint(2014, 2025)
    pen = Pen(is_padded=random.random() < 0.5)
    office = _Office(random, Writer(scope="toàn xã", pen=pen), noun, deed)
    symbol = f"{random.randint(3, 290)}/BC-UBND"
    tables = tuple(_table(office, number) for number in range(random.randint(1, 2)))
    return Report(
        name=f"generated-{seed}",
        subject=subject,
        metadata=Metadata(
            title=f"{subject} năm {year}",
            number_symbol=symbol,
            issuing_body=f"Ủy ban nhân dân xã {place}",
            admin_unit=f"xã {place}",
            admin_level="xã",
            province="Quảng Hòa",
            issue_date=f"{year}-12-15",
            period=str(year),
            period_start=f"{year}-01-01",
            period_end=f"{year}-12-31",
            signer="Lò Văn Pâng",
        ),
        letterhead=Letterhead(("ỦY BAN NHÂN DÂN", f"XÃ {place.upper()}")),
        symbol=symbol,
        place_and_date=say("{p}, {d}", p=place, d=when(f"ngày 15 tháng 12 năm {year}")),
        type_line="BÁO CÁO",
        title=(say(f"{subject} {{y}}", y=when(f"năm {year}")),),
        blocks=_body(office, place, year),
        signature=Signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Lò Văn Pâng", ("UBND huyện;", "Lưu: VT.")),
        appendices=(Appendix(("PHỤ LỤC", "SỐ LIỆU KÈM THEO BÁO CÁO"), tables),),
    )


def _body(office: _Office, place: str, year: int) -> tuple[Block, ...]:
    order = law(f"Kế hoạch số {office.number(10, 90)}/KH-UBND ngày 15/01/{year}")
    blocks: list[Block] = [para("Thực hiện {a} của UBND huyện, UBND xã {p} báo cáo kết quả như sau:", a=order, p=place)]
    for number, heading in zip(("I.", "II.", "III.", "IV."), HEADINGS[: office.number(2, 4)], strict=False):
        blocks.append(head(number, heading, Style.BOLD))
        blocks += [_statement(office) for _ in range(office.number(3, 6))]
    return (*blocks, para("Trên đây là báo cáo của UBND xã {p}./.", p=place))


def _statement(office: _Office) -> Block:
    shape: Callable[..., Block] = office.random.choice((para, dash, plus))
    wordings = (_slash, _words, _whole, _counts, _percents, _complement)
    first, second = office.random.sample(wordings, 2)
    if office.random.random() < 0.4:
        return shape("{a}.", a=first(office))
    return shape("{a}. {b}.", a=first(office), b=second(office))


def _slash(office: _Office) -> Mark:
    below = office.number(12, 9000)
    templates = ("Toàn xã có {a}/{b} {u}, đạt {p}%", "Đã rà soát {a}/{b} {u} (đạt {p}%)", "Có {a}/{b} {u}, chiếm {p}%")
    return office.writer.ratio(
        office.random.choice(templates),
        office.number(1, below),
        below,
        office.number(1, 2),
        office.noun,
        office.deed,
        u=office.deed,
    )


def _words(office: _Office) -> Mark:
    below = office.number(12, 9000)
    template = "Tổng số {b} {u} được thống kê, trong đó {a} {u} đạt yêu cầu, đạt {p}%"
    above = office.number(1, below)
    return office.writer.ratio(template, above, below, 2, office.noun, f"{office.noun} đạt yêu cầu", u=office.noun)


def _whole(office: _Office) -> Mark:
    names = office.random.sample(PARTS, 3)
    parts = tuple(office.number(5, 2500) for _ in names)
    return office.writer.parts(
        "Toàn xã có {w} {u}, gồm {x0} {u} {f}, {x1} {u} {g} và {x2} {u} {h}",
        sum(parts),
        parts,
        office.noun,
        office.noun.capitalize(),
        names=names,
        u=office.noun,
        f=names[0],
        g=names[1],
        h=names[2],
    )


def _counts(office: _Office) -> Mark:
    first = office.writer.count("Đã tổ chức {n} hội nghị", office.number(2, 60), "hội nghị", "Hội nghị")
    second = office.writer.count("{n} lượt người tham dự", office.number(120, 9000), "lượt người", "Lượt người dự")
    return say("{a} với {b}", a=first, b=second)


def _percents(office: _Office) -> Mark:
    value = office.writer.pen.fixed(Decimal(office.number(4000, 9990)) / 100, office.number(1, 2))
    template = "Tỷ lệ người dân hài lòng đạt {p}%"
    return office.writer.percent(template, value, "Tỷ lệ người dân hài lòng")


def _complement(office: _Office) -> Mark:
    share = Decimal(office.number(500, 990)) / 10
    part, rest = office.writer.pen.fixed(share, 1), office.writer.pen.fixed(100 - share, 1)
    return office.writer.complement(
        "{p}% số thôn có nhà văn hóa, còn {q}% số thôn chưa có", part, rest, "Thôn có nhà văn hóa", "Thôn chưa có"
    )


def _table(office: _Office, number: int) -> Table:
    noun = office.noun.capitalize()
    header = ("STT", "Đơn vị", f"Tổng số {office.noun}", f"{noun} đạt yêu cầu", "Tỷ lệ (%)", "Kinh phí (triệu đồng)")
    sheet = Sheet(header, (ShareRule(3, 2, 4, 2, office.noun, f"{noun} đạt yêu cầu"),), summed=(2, 3, 5))
    names = office.random.sample(ROWS, office.number(4, len(ROWS)))
    rows = []
    for index, name in enumerate(names, start=1):
        below = office.number(20, 6000)
        values = {2: below, 3: office.number(1, below), 5: office.number(5, 900)}
        rows.append(sheet.row(RowKind.DATA, str(index), f"Thôn {name}", values))
    rows.append(sheet.sum_row(RowKind.TOTAL, "", "Tổng cộng", rows))
    checks = (*sheet.share_checks(rows), *total_checks(header, sheet.summed, "Tổng cộng = the rows above"))
    return table(f"TB{number + 1}", "Số liệu theo thôn", header, rows, checks)
