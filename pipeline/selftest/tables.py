"""Tables as offices lay them out, with every relation between their cells known."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from pipeline.selftest.model import Chunk, Claim, ClaimKind, Piece, Section, Slot, SlotKind
from pipeline.selftest.prose import Pen, load_phrasings


@dataclass(slots=True)
class _Sheet:
    """A table being filled: rows of cells, and what binds them."""

    pen: Pen
    header: list[str]
    rows: list[list[Slot | str]] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    pairs: list[tuple[int, int]] = field(default_factory=list)
    kept: set[int] = field(default_factory=set)
    above: str = ""

    def claim(self, kind: ClaimKind, *keys: int, signs: tuple[int, ...] = (), scale: int | Fraction = 1) -> None:
        self.claims.append(Claim(kind, keys, signs, Fraction(scale)))

    def share(self, share: Slot, part: Slot, whole: Slot) -> None:
        self.claim(ClaimKind.SHARE, share.key, part.key, whole.key, scale=100)

    def add_up(self, total: Sequence[Slot | str], rows: Sequence[Sequence[Slot | str]], columns: Sequence[int]) -> None:
        """The claims that a row adds up others in some columns."""
        for column in columns:
            cells = [row[column] for row in rows]
            whole = total[column]
            if isinstance(whole, Slot):
                self.claim(ClaimKind.SUM, whole.key, *(cell.key for cell in cells if isinstance(cell, Slot)))

    def finish(self) -> Section:
        """The table as a section; data rows may be forgotten, rows in `kept` may not."""
        title = pick(self.pen.dice, ("Biểu tổng hợp số liệu", "Bảng chi tiết theo đơn vị", "Phụ biểu kèm theo báo cáo"))
        chunks = [Chunk((f"\n{title}\n{self.above}" + "\t".join(self.header) + "\n",))]
        for number, row in enumerate(self.rows):
            pieces: list[Piece] = []
            for cell in row:
                pieces += [cell, "\t"]
            chunks.append(Chunk((*pieces[:-1], "\n"), can_go=number not in self.kept and number > 0))
        columns = [tuple(c.key for row in self.rows if isinstance(c := row[i], Slot)) for i in range(len(self.header))]
        found = tuple(keys for keys in columns if len(keys) > 1)
        return Section(tuple(chunks), tuple(self.claims), True, found, tuple(self.pairs))


def pick(dice: random.Random, words: Sequence[str]) -> str:
    """One of the words."""
    return dice.choice(tuple(words))


def write_table(pen: Pen) -> Section:
    """A table of a layout by the dice."""
    return pen.dice.choice(LAYOUTS)(pen)


def _units(pen: Pen, least: int = 4, most: int = 9) -> list[str]:
    kind = pick(pen.dice, ("Xã ", "Xã ", "Xã ", "Trường ", "Thôn ", "Phường "))
    names = pen.dice.sample(load_phrasings().places, pen.dice.randint(least, most))
    return [kind + name for name in names]


def _first(pen: Pen) -> str:
    return pick(pen.dice, ("STT", "TT", "Stt"))


def _who(pen: Pen) -> str:
    return pick(pen.dice, ("Đơn vị", "Tên đơn vị", "Địa phương", "Nội dung"))


def _total_name(pen: Pen) -> str:
    return pick(pen.dice, load_phrasings().sentences["totals"])


def _draw(pen: Pen, low: float = 1.6, high: float = 3.6) -> int:
    return int(10 ** pen.dice.uniform(low, high)) + 3


def _sign(pen: Pen, header: str) -> tuple[str, str]:
    """A header of shares and the sign in its cells: one of the two says per cent."""
    if pen.dice.random() < 0.35:
        return header, "%"
    return f"{header} (%)", ""


def _place_total(sheet: _Sheet, total: list[Slot | str], columns: Sequence[int]) -> None:
    """The total row on top or at the bottom, over the rows there are."""
    sheet.add_up(total, sheet.rows, columns)
    if sheet.pen.dice.random() < 0.25:
        sheet.rows.insert(0, total)
        sheet.kept = {number + 1 for number in sheet.kept} | {0}
    else:
        sheet.rows.append(total)
        sheet.kept.add(len(sheet.rows) - 1)


def _shares(pen: Pen) -> Section:
    """Units with a whole, one or two parts of it and their shares."""
    header, sign = _sign(pen, pick(pen.dice, ("Tỷ lệ", "Đạt tỷ lệ", "Tỉ lệ hoàn thành")))
    whole_name = pick(pen.dice, ("Tổng số hồ sơ", "Số hộ", "Số phải thực hiện", "Dân số"))
    sheet = _Sheet(pen, [_first(pen), _who(pen), whole_name, "Số đã thực hiện", header, "Số đúng hạn", header])
    sums = [0, 0, 0]
    for number, name in enumerate(_units(pen), 1):
        whole = _draw(pen, 2)
        part = int(whole * pen.dice.uniform(0.5, 0.98))
        values = (whole, part, int(part * pen.dice.uniform(0.6, 0.97)))
        sums = [a + b for a, b in zip(sums, values, strict=True)]
        sheet.rows.append([str(number), name, *_share_cells(sheet, values, sign)])
    if pen.dice.random() < 0.8:
        _place_total(sheet, ["", _total_name(pen), *_share_cells(sheet, sums, sign)], (2, 3, 5))
    return sheet.finish()


def _share_cells(sheet: _Sheet, values: Sequence[int], sign: str) -> list[Slot | str]:
    pen = sheet.pen
    whole, one, other = (pen.count(value) for value in values)
    shares = [pen.share(Fraction(100 * value, values[0]), sign) for value in values[1:]]
    sheet.share(shares[0], one, whole)
    sheet.share(shares[1], other, whole)
    sheet.pairs += [(one.key, whole.key), (other.key, whole.key)]
    return [whole, one, shares[0], other, shares[1]]


def _sums(pen: Pen) -> Section:
    """Units with a total and the columns it adds up."""
    parts = pen.dice.choice((["Nam", "Nữ"], ["Tốt", "Khá", "Trung bình"], ["Quý I", "Quý II", "Quý III", "Quý IV"]))
    is_last = len(parts) == 4 or pen.dice.random() < 0.3
    name = "Cả năm" if len(parts) == 4 else pick(pen.dice, ("Tổng số", "Tổng cộng", "Cộng"))
    columns = [*parts, name] if is_last else [name, *parts]
    sheet = _Sheet(pen, [_first(pen), _who(pen), *columns])
    sums = [0] * len(parts)
    for number, unit in enumerate(_units(pen), 1):
        values = [_draw(pen, 1.3, 3) for _ in parts]
        sums = [a + b for a, b in zip(sums, values, strict=True)]
        sheet.rows.append([str(number), unit, *_sum_cells(sheet, values, is_last)])
    if pen.dice.random() < 0.8:
        total: list[Slot | str] = ["", _total_name(pen), *_sum_cells(sheet, sums, is_last)]
        _place_total(sheet, total, range(2, len(sheet.header)))
    return sheet.finish()


def _sum_cells(sheet: _Sheet, values: Sequence[int], is_last: bool) -> list[Slot | str]:
    parts = [sheet.pen.count(value) for value in values]
    total = sheet.pen.count(sum(values))
    sheet.claim(ClaimKind.SUM, total.key, *(part.key for part in parts))
    return [*parts, total] if is_last else [total, *parts]


def _cases(pen: Pen) -> Section:
    """What was left over, what came in, what was done, what remains, and the share done."""
    header, sign = _sign(pen, "Tỷ lệ giải quyết")
    names = [
        "Tồn kỳ trước",
        "Thụ lý mới",
        "Tổng thụ lý",
        "Đã giải quyết",
        pick(pen.dice, ("Còn lại", "Chưa giải quyết")),
    ]
    sheet = _Sheet(pen, [_first(pen), "Loại án", *names, header])
    kinds = ["Dân sự", "Hình sự", "Hành chính", "Hôn nhân và gia đình", "Kinh doanh, thương mại", "Lao động"]
    sums = [0, 0, 0]
    for number, kind in enumerate(pen.dice.sample(kinds, pen.dice.randint(4, 6)), 1):
        old, new = _draw(pen, 0.8, 2), _draw(pen, 1.5, 3)
        values = [old, new, int((old + new) * pen.dice.uniform(0.6, 0.97))]
        sums = [a + b for a, b in zip(sums, values, strict=True)]
        sheet.rows.append([str(number), kind, *_case_cells(sheet, values, sign)])
    _place_total(sheet, ["", _total_name(pen), *_case_cells(sheet, sums, sign)], range(2, 7))
    return sheet.finish()


def _case_cells(sheet: _Sheet, values: Sequence[int], sign: str) -> list[Slot | str]:
    pen, (old, new, done) = sheet.pen, values
    cells = [pen.count(n) for n in (old, new, old + new, done, old + new - done)]
    share = pen.share(Fraction(100 * done, old + new), sign)
    sheet.claim(ClaimKind.SUM, cells[2].key, cells[0].key, cells[1].key)
    sheet.claim(ClaimKind.SUM, cells[2].key, cells[3].key, cells[4].key)
    sheet.share(share, cells[3], cells[2])
    sheet.pairs.append((cells[3].key, cells[2].key))
    return [*cells, share]


def _budget(pen: Pen) -> Section:
    """Groups in Roman numerals over their items, estimate and execution in millions, and the share."""
    header, sign = _sign(pen, pick(pen.dice, ("TH/DT", "So với dự toán", "Tỷ lệ thực hiện")))
    sheet = _Sheet(pen, [_first(pen), "Nội dung", "Dự toán năm", "Thực hiện", header], above="ĐVT: triệu đồng\n")
    names = [
        "Thuế môn bài",
        "Phí, lệ phí",
        "Thuế đất",
        "Thu khác",
        "Thu đóng góp",
        "Bổ sung cân đối",
        "Bổ sung mục tiêu",
    ]
    groups: list[list[Slot | str]] = []
    sums = [0, 0]
    for roman in ("I", "II", "III")[: pen.dice.randint(2, 3)]:
        plans = [_draw(pen, 2, 3.6) for _ in range(pen.dice.randint(2, 4))]
        items = [[plan, int(plan * pen.dice.uniform(0.35, 1.4))] for plan in plans]
        whole = [sum(column) for column in zip(*items, strict=True)]
        sums = [a + b for a, b in zip(sums, whole, strict=True)]
        group: list[Slot | str] = [roman, f"Nhóm khoản thu thứ {roman}", *_plan_cells(sheet, pen.rounded, whole, sign)]
        rows: list[list[Slot | str]] = [
            [str(n), name, *_plan_cells(sheet, pen.rounded, item, sign)]
            for n, (name, item) in enumerate(zip(pen.dice.sample(names, len(items)), items, strict=True), 1)
        ]
        sheet.add_up(group, rows, (2, 3))
        sheet.kept.add(len(sheet.rows))
        sheet.rows += [group, *rows]
        groups.append(group)
    total: list[Slot | str] = [
        "",
        pick(pen.dice, ("TỔNG THU", "Tổng cộng", "Tổng số")),
        *_plan_cells(sheet, pen.rounded, sums, sign),
    ]
    sheet.add_up(total, groups, (2, 3))
    place = 0 if pen.dice.random() < 0.5 else len(sheet.rows)
    sheet.kept = {n + (place == 0) for n in sheet.kept} | {place}
    sheet.rows.insert(place, total)
    return sheet.finish()


def _plan_cells(sheet: _Sheet, write: Callable[[int], Slot], values: Sequence[int], sign: str) -> list[Slot]:
    """Plan, result and its share, the amounts as `write` puts them down."""
    plan, done = (write(value) for value in values)
    share = sheet.pen.share(Fraction(100 * values[1], values[0]), sign)
    sheet.share(share, done, plan)
    sheet.pairs.append((done.key, plan.key))
    return [plan, done, share]


def _years(pen: Pen) -> Section:
    """Two years, the difference with its sign or word, and the growth."""
    sheet = _Sheet(pen, [_first(pen), "Chỉ tiêu", "Năm 2022", "Năm 2023", "Tăng, giảm", "Tỷ lệ tăng, giảm (%)"])
    names = [
        "Số vụ tai nạn",
        "Số lượt khách",
        "Số cơ sở sản xuất",
        "Số trường học",
        "Số hộ kinh doanh",
        "Số thuê bao",
        "Số đơn thư",
    ]
    for number, name in enumerate(pen.dice.sample(names, pen.dice.randint(5, 7)), 1):
        before = _draw(pen, 1.8, 3.8)
        now = max(1, int(before * pen.dice.uniform(0.6, 1.5))) + 1
        cells = [pen.count(before), pen.count(now)]
        change = pen.slot(("+" if now > before else "-" if now < before else "") + pen.author.whole(abs(now - before)))
        growth = pen.share(Fraction(100 * (now - before), before))
        sheet.claim(ClaimKind.CHANGE, change.key, cells[1].key, cells[0].key)
        sheet.claim(ClaimKind.GROWTH, growth.key, cells[1].key, cells[0].key)
        sheet.pairs.append((cells[0].key, cells[1].key))
        sheet.rows.append([str(number), name, *cells, change, growth])
    return sheet.finish()


def _crops(pen: Pen) -> Section:
    """Area times yield is production."""
    sheet = _Sheet(pen, [_first(pen), "Cây trồng", "Diện tích (ha)", "Năng suất (tạ/ha)", "Sản lượng (tấn)"])
    names = ["Lúa đông xuân", "Lúa hè thu", "Ngô", "Sắn", "Lạc", "Đậu tương", "Khoai lang"]
    for number, name in enumerate(pen.dice.sample(names, pen.dice.randint(5, 7)), 1):
        area, rate = Fraction(_draw(pen, 2.5, 4.3), 10), Fraction(pen.dice.randrange(150, 690), 10)
        cells = [pen.amount(value, 1) for value in (area, rate, area * rate / 10)]
        sheet.claim(ClaimKind.PRODUCT, cells[2].key, cells[0].key, cells[1].key, scale=Fraction(1, 10))
        sheet.rows.append([str(number), name, *cells])
    return sheet.finish()


def _ranking(pen: Pen) -> Section:
    """Scores of criteria, their total, and the rank."""
    sheet = _Sheet(pen, [_first(pen), "Đơn vị", "Tiêu chí 1", "Tiêu chí 2", "Tiêu chí 3", "Tổng điểm", "Xếp hạng"])
    units = _units(pen, 6, 10)
    scores = [[Fraction(pen.dice.randrange(40, 400), 10) for _ in range(3)] for _ in units]
    totals = [sum(line, Fraction(0)) for line in scores]
    keys: list[int] = []
    for number, (name, line, total) in enumerate(zip(units, scores, totals, strict=True), 1):
        parts = [pen.slot(pen.author.amount(value, 1), unit=Fraction(1, 10)) for value in line]
        whole = pen.slot(pen.author.amount(total, 1), unit=Fraction(1, 10))
        rank = pen.slot(str(1 + sum(other > total for other in totals)), SlotKind.RANK)
        sheet.claim(ClaimKind.SUM, whole.key, *(part.key for part in parts))
        keys += [rank.key, whole.key]
        sheet.rows.append([str(number), name, *parts, whole, rank])
    sheet.claim(ClaimKind.RANKS, *keys)
    sheet.kept = set(range(len(sheet.rows)))
    return sheet.finish()


def _targets(pen: Pen) -> Section:
    """Targets, results, the share, and the word beside them."""
    header, sign = _sign(pen, "Tỷ lệ TH/KH")
    sheet = _Sheet(pen, [_first(pen), "Chỉ tiêu", "Kế hoạch", "Thực hiện", header, "Đánh giá"])
    names = [
        "Số lao động có việc làm",
        "Số lớp tập huấn",
        "Số trường đạt chuẩn",
        "Trồng rừng (ha)",
        "Số mô hình điểm",
        "Số hộ vay vốn",
        "Số tuyến đường",
        "Số thẻ bảo hiểm",
    ]
    for number, name in enumerate(pen.dice.sample(names, pen.dice.randint(5, 8)), 1):
        plan = _draw(pen, 1, 3)
        done = plan if pen.dice.random() < 0.2 else max(1, int(plan * pen.dice.uniform(0.7, 1.3)))
        cells = _plan_cells(sheet, pen.count, (plan, done), sign)
        word = "Chưa đạt" if done < plan else "Vượt" if done > plan else "Đạt"
        status = pen.slot(word, SlotKind.STATUS)
        sheet.claim(ClaimKind.STATUS, status.key, cells[1].key, cells[0].key)
        sheet.rows.append([str(number), name, *cells, status])
    return sheet.finish()


def _structure(pen: Pen) -> Section:
    """Classes with their share of the total row."""
    sheet = _Sheet(pen, ["Nhóm", "Số lượng", "Cơ cấu (%)"])
    names = ["Nông, lâm nghiệp", "Công nghiệp", "Xây dựng", "Thương mại", "Dịch vụ khác", "Vận tải"]
    values = [_draw(pen, 2.3, 3.8) for _ in range(pen.dice.randint(4, 6))]
    whole = pen.count(sum(values))
    for name, value in zip(names, values, strict=False):
        cell, share = pen.count(value), pen.share(Fraction(100 * value, sum(values)))
        sheet.share(share, cell, whole)
        sheet.rows.append([name, cell, share])
    hundred = pen.slot("100", unit=Fraction(1))
    sheet.share(hundred, whole, whole)
    sheet.rows.append([pick(pen.dice, ("Tổng số", "Tổng cộng", "Cộng")), whole, hundred])
    sheet.kept.add(len(sheet.rows) - 1)
    sheet.add_up(sheet.rows[-1], sheet.rows[:-1], (1,) if pen.author.cuts_off else (1, 2))
    return sheet.finish()


def _running(pen: Pen) -> Section:
    """Months with what they add up to."""
    sheet = _Sheet(
        pen,
        [
            "Tháng",
            pick(pen.dice, ("Trong tháng", "Số thu trong tháng")),
            pick(pen.dice, ("Lũy kế", "Luỹ kế từ đầu năm")),
        ],
    )
    start = pen.dice.randint(1, 5)
    reached = _draw(pen, 2, 3)
    before: Slot | None = None
    for month in range(start, start + pen.dice.randint(5, 8)):
        value = _draw(pen, 1.5, 2.8)
        reached += value
        cells = [pen.count(value), pen.count(reached)]
        if before is not None:
            sheet.claim(ClaimKind.RUNNING, cells[1].key, before.key, cells[0].key)
        sheet.rows.append([f"Tháng {month}", *cells])
        before = cells[1]
    sheet.kept = set(range(len(sheet.rows)))
    return sheet.finish()


LAYOUTS: tuple[Callable[[Pen], Section], ...] = (
    _shares,
    _shares,
    _sums,
    _sums,
    _cases,
    _budget,
    _budget,
    _years,
    _crops,
    _ranking,
    _targets,
    _structure,
    _running,
)
