"""Prose that looks like tables here and there: letterheads, lists, contents, signatures, columns. It holds none."""

from __future__ import annotations

import random

from tests.benchmarks.table_model import make_paragraph

_HEADINGS = ("Kết quả thực hiện", "Tồn tại, hạn chế", "Nguyên nhân", "Nhiệm vụ trọng tâm", "Kiến nghị, đề xuất")
_ITEMS = ("Thu ngân sách", "Chi đầu tư", "Số hộ nghèo", "Hồ sơ tiếp nhận", "Diện tích lúa", "Lao động có việc làm")


def make_prose(seed: int) -> bytes:
    """A PDF by Typst, always the same for a seed."""
    import typst

    rng = random.Random(seed)
    parts = [_letterhead(rng), _contents(rng), _numbered(rng), _bullets(rng), _columns(rng), _figures(rng)]
    rng.shuffle(parts)
    head = (
        f'#set page(paper: "a4", margin: 60pt, numbering: "1")\n#set text(size: {rng.choice((11, 12, 13, 14))}pt, '
        'lang: "vi", hyphenate: false)\n#set par(justify: true)\n'
    )
    body = "\n\n".join(f"{part}\n\n{_escape(make_paragraph(rng))}" for part in parts)
    return bytes(typst.compile((head + body + _signature()).encode()))


def _escape(text: str) -> str:
    return "".join(f"\\{letter}" if letter in '#*_`$<>@=-+/\\[]"~' else letter for letter in text)


def _letterhead(rng: random.Random) -> str:
    number = rng.randint(1, 400)
    return (
        "#grid(columns: (2fr, 3fr), align: center, row-gutter: 6pt,\n"
        "[UBND HUYỆN SÔNG LAM], [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM*],\n"
        "[*PHÒNG NỘI VỤ*], [*Độc lập \\- Tự do \\- Hạnh phúc*],\n"
        f"[Số: {number}/BC\\-NV], [_Sông Lam, ngày {rng.randint(1, 28)} tháng {rng.randint(1, 12)} năm 2024_])"
    )


def _contents(rng: random.Random) -> str:
    """A table of contents: with dots, or with the page numbers at the right edge alone."""
    fill = rng.choice(("box(width: 1fr, repeat[.])", "h(1fr)"))
    pages = sorted(rng.randint(1, 40) for _ in range(8))
    return "\n".join(
        f"{number}. {rng.choice(_HEADINGS)} #{fill} {page} \\" for number, page in enumerate(pages, start=1)
    )


def _numbered(rng: random.Random) -> str:
    lines = [f"+ {_escape(make_paragraph(rng)[:150])} {rng.randint(1, 90)}%" for _ in range(5)]
    return f'#set enum(numbering: "1.", body-indent: {rng.choice((0.5, 1, 2))}em)\n' + "\n".join(lines)


def _bullets(rng: random.Random) -> str:
    lines = [f"- {rng.choice(_ITEMS)}: {rng.randint(10, 9000)} hộ, đạt {rng.randint(1, 99)}%." for _ in range(6)]
    return f"#set list(body-indent: {rng.choice((0.5, 1, 2))}em)\n" + "\n".join(lines)


def _columns(rng: random.Random) -> str:
    return f"#columns(2)[{_escape(make_paragraph(rng))} {_escape(make_paragraph(rng))}]"


def _figures(rng: random.Random) -> str:
    """Labels and one value each, the values below each other: read as lines."""
    return "\n".join(f"{item} #h(1fr) {rng.randint(10, 90000)} \\" for item in _ITEMS)


def _signature() -> str:
    return (
        "\n\n#grid(columns: (1fr, 1fr), row-gutter: 5pt,\n[*Nơi nhận:*], align(center)[*TM. ỦY BAN NHÂN DÂN*],\n"
        "[\\- Như trên;], align(center)[*KT. CHỦ TỊCH*],\n[\\- Lưu: VT, 02 bản.], align(center)[Nguyễn Văn An])"
    )
