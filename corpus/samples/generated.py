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
    ("Kết quả công tác dân số và gia đình", "hộ", "hộ gia đình văn hóa"),
    ("Công tác y tế dự phòng và tiêm chủng", "trẻ", "trẻ tiêm chủng đủ"),
    ("Tình hình thực hiện chính sách người có công", "người", "người được hỗ trợ"),
    ("Công tác quản lý đất đai và môi trường", "hồ sơ", "hồ sơ đúng hạn"),
    ("Kết quả xây dựng nông thôn mới", "tiêu chí", "tiêu chí đã thẩm định"),
)
# Each thing is said once in a report: said twice with other figures it would contradict itself.
DEEDS = (
    ("hộ", "hộ gia đình đạt danh hiệu văn hóa"),
    ("trẻ", "trẻ em được tiêm chủng đầy đủ"),
    ("người", "người có công được hỗ trợ nhà ở"),
    ("lao động", "lao động được đào tạo nghề"),
    ("học sinh", "học sinh tham gia bảo hiểm y tế"),
    ("thửa đất", "thửa đất được cấp giấy chứng nhận"),
    ("vụ", "vụ việc được hòa giải thành"),
)
NOUNS = ("đơn thư", "cơ sở kinh doanh", "công trình thủy lợi", "tàu cá", "giếng khoan", "trang trại")
WHOLES = ("cây xanh", "con gia súc", "phương tiện", "gian hàng", "nhà trọ", "lồng bè")
EVENTS = ("hội nghị", "buổi tuyên truyền", "cuộc kiểm tra", "lớp tập huấn", "hội thi")
SHARES = ("người dân hài lòng", "tin báo được xử lý", "rác thải được thu gom", "trẻ em đến trường", "đám tang văn minh")
RESTS = (("thôn", "nhà văn hóa"), ("hộ", "nước sạch"), ("trường", "sân chơi"), ("chợ", "ban quản lý"))
PARTS = ("đồng bằng", "vùng cao", "ven biển", "thị trấn", "vùng lòng hồ")
HEADINGS = ("TÌNH HÌNH CHUNG", "KẾT QUẢ THỰC HIỆN", "CÔNG TÁC CHỈ ĐẠO", "TỒN TẠI, HẠN CHẾ", "NHIỆM VỤ THỜI GIAN TỚI")
ROWS = ("Khe Sanh", "Cầu Treo", "Bến Đò", "Chợ Mới", "Đồi Cao", "Suối Lạnh", "Gò Nổi", "Rạch Gốc", "Ao Sen", "Lũng Vài")


@dataclass(frozen=True, slots=True)
class _Office:
    """One writer with his habits."""

    random: Random
    writer: Writer

    def number(self, low: int, high: int) -> int:
        return self.random.randint(low, high)


def generate_report(seed: int) -> Report:
    """The report of a seed: two to four sections of three to six statements, and one table or two."""
    random = Random(seed)
    subject, noun, deed = random.choice(SUBJECTS)
    place, year = random.choice(PLACES), random.randint(2014, 2025)
    pen = Pen(is_padded=random.random() < 0.5)
    office = _Office(random, Writer(scope="toàn xã", pen=pen))
    symbol = f"{random.randint(3, 290)}/BC-UBND"
    counted = ((noun, deed), ("lao động", "lao động có việc làm"))[: random.randint(1, 2)]
    tables = tuple(_table(office, number, *nouns) for number, nouns in enumerate(counted, start=1))
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
        appendices=tuple(Appendix(("PHỤ LỤC", f"SỐ LIỆU VỀ {sheet.header[3].upper()}"), (sheet,)) for sheet in tables),
    )


def _body(office: _Office, place: str, year: int) -> tuple[Block, ...]:
    order = law(f"Kế hoạch số {office.number(10, 90)}/KH-UBND ngày 15/01/{year}")
    blocks: list[Block] = [para("Thực hiện {a} của UBND huyện, UBND xã {p} báo cáo kết quả như sau:", a=order, p=place)]
    statements = _statements(office)
    for number, heading in zip(("I.", "II.", "III.", "IV."), HEADINGS[: office.number(2, 4)], strict=False):
        blocks.append(head(number, heading, Style.BOLD))
        blocks += [_block(office, statements) for _ in range(office.number(2, 4))]
    return (*blocks, para("Trên đây là báo cáo của UBND xã {p}./.", p=place))


def _statements(office: _Office) -> list[Mark]:
    """Everything the report may say, each thing once, shuffled."""
    said = [_slash(office, *deed) for deed in DEEDS]
    said += [_words(office, noun) for noun in NOUNS]
    said += [_whole(office, noun) for noun in WHOLES]
    said += [_counts(office, event) for event in EVENTS]
    said += [_percents(office, share) for share in SHARES]
    said += [_complement(office, *rest) for rest in RESTS]
    office.random.shuffle(said)
    return said


def _block(office: _Office, statements: list[Mark]) -> Block:
    shape: Callable[..., Block] = office.random.choice((para, dash, plus))
    if office.random.random() < 0.4:
        return shape("{a}.", a=statements.pop())
    return shape("{a}. {b}.", a=statements.pop(), b=statements.pop())


def _slash(office: _Office, noun: str, deed: str) -> Mark:
    below = office.number(12, 9000)
    templates = ("Toàn xã có {a}/{b} {u}, đạt {p}%", "Đã rà soát {a}/{b} {u} (đạt {p}%)", "Có {a}/{b} {u}, chiếm {p}%")
    template = office.random.choice(templates)
    return office.writer.ratio(template, office.number(1, below), below, office.number(1, 2), noun, deed, u=deed)


def _words(office: _Office, noun: str) -> Mark:
    below = office.number(12, 9000)
    template = "Tổng số {b} {u} được thống kê, trong đó {a} {u} đạt yêu cầu, đạt {p}%"
    return office.writer.ratio(template, office.number(1, below), below, 2, noun, f"{noun} đạt yêu cầu", u=noun)


def _whole(office: _Office, noun: str) -> Mark:
    first, second, third = office.random.sample(PARTS, 3)
    parts = tuple(office.number(5, 2500) for _ in range(3))
    return office.writer.parts(
        "Toàn xã có {w} {u}, gồm {x0} {u} {f}, {x1} {u} {g} và {x2} {u} {h}",
        sum(parts),
        parts,
        noun,
        noun.capitalize(),
        names=(first, second, third),
        u=noun,
        f=first,
        g=second,
        h=third,
    )


def _counts(office: _Office, event: str) -> Mark:
    first = office.writer.count("Đã tổ chức {n} {e}", office.number(2, 60), event, event.capitalize(), e=event)
    label = f"Lượt người dự {event}"
    second = office.writer.count("{n} lượt người dự {e}", office.number(120, 9000), "lượt người", label, e=event)
    return say("{a} với {b}", a=first, b=second)


def _percents(office: _Office, subject: str) -> Mark:
    value = office.writer.pen.fixed(Decimal(office.number(4000, 9990)) / 100, office.number(1, 2))
    return office.writer.percent("Tỷ lệ {s} đạt {p}%", value, f"Tỷ lệ {subject}", s=subject)


def _complement(office: _Office, noun: str, thing: str) -> Mark:
    share = Decimal(office.number(500, 990)) / 10
    part, rest = office.writer.pen.fixed(share, 1), office.writer.pen.fixed(100 - share, 1)
    template = f"{{p}}% số {noun} có {thing}, còn {{q}}% số {noun} chưa có"
    return office.writer.complement(template, part, rest, f"{noun} có {thing}", f"{noun} chưa có {thing}")


def _table(office: _Office, number: int, noun: str, deed: str) -> Table:
    header = ("STT", "Đơn vị", f"Tổng số {noun}", deed.capitalize(), "Tỷ lệ (%)", f"Kinh phí cho {noun} (triệu đồng)")
    sheet = Sheet(header, (ShareRule(3, 2, 4, 2, noun, deed),), summed=(2, 3, 5))
    names = office.random.sample(ROWS, office.number(4, len(ROWS)))
    rows = []
    for index, name in enumerate(names, start=1):
        below = office.number(20, 6000)
        values = {2: below, 3: office.number(1, below), 5: office.number(5, 900)}
        rows.append(sheet.row(RowKind.DATA, str(index), f"Thôn {name}", values))
    rows.append(sheet.sum_row(RowKind.TOTAL, "", "Tổng cộng", rows))
    checks = (*sheet.share_checks(rows), *total_checks(header, sheet.summed, "Tổng cộng = the rows above"))
    return table(f"TB{number}", "Số liệu theo thôn", header, rows, checks)
