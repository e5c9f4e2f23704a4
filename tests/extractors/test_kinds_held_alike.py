"""Of one kind: a share and the count it is of, a plan and its result, the parts of what was chosen or graded."""

from __future__ import annotations

from decimal import Decimal

import pytest

from schemas.fact import PeriodKind
from tests.reading import resolve

HEAD = "UBND HUYỆN TUẦN GIÁO\nTỈNH ĐIỆN BIÊN\nBÁO CÁO\nKết quả công tác năm 2023\nI. KẾT QUẢ\n"
FLOW, STOCK = PeriodKind.FLOW, PeriodKind.STOCK
# (sentence, value, kind, what is new in the row)
SAID = [
    ("- Về học lực: giỏi 1.320 em, tỷ lệ 21,4%.", 1320, STOCK, "a count"),
    ("- Về học lực: giỏi 1.320 em, tỷ lệ 21,4%.", "21.4", STOCK, "and its share"),
    ("- Tiếp nhận 86 tin, chiếm 12,4%.", "12.4", FLOW, "the share of what came in"),
    ("- Qua bình xét có 518 hộ đạt.", 518, FLOW, "what was chosen"),
    ("- Toàn huyện có 518 hộ nghèo.", 518, STOCK, "nothing was chosen"),
    ("- Có 14 giáo viên được công nhận giáo viên giỏi.", 14, FLOW, "an honour"),
    ("- Tỷ lệ gia đình văn hóa đạt 88,2%.", "88.2", STOCK, "a title that one has"),
    ("- Có 22,5% gia đình thể thao.", "22.5", STOCK, "a title that one has"),
    ("- Hoạt động văn hóa tăng 12,5%.", "12.5", FLOW, "no family is spoken of"),
    ("- Cổng dịch vụ công cung cấp 214 dịch vụ công, 96 thủ tục.", 214, STOCK, "what is offered"),
    ("- Niêm yết 318 thủ tục hành chính.", 318, STOCK, "what is posted"),
    ("- Cung cấp 640 bộ hồ sơ cho nhân dân.", 640, FLOW, "what was handed out"),
    ("- Nhận 61 đơn, giải quyết 40 đơn, còn lại chuyển cơ quan khác 21 đơn.", 21, FLOW, "a rest that was sent on"),
    ("- Nhận 61 đơn, giải quyết 40 đơn, còn lại 21 đơn.", 21, STOCK, "a rest that is there"),
]


@pytest.mark.parametrize(("sentence", "value", "kind", "new"), SAID)
def test_kind_of_a_figure(sentence: str, value: int | str, kind: PeriodKind, new: str) -> None:
    facts = [fact for fact in resolve(HEAD + sentence + "\n").facts if fact.value == Decimal(value)]
    assert [fact.period_kind for fact in facts] == [kind], new


def test_a_plan_is_there_as_its_result_is() -> None:
    table = (
        "| Xã | Hội viên Kế hoạch | Hội viên Thực hiện | Lượt khám Kế hoạch | Lượt khám Thực hiện |\n"
        "|---|---|---|---|---|\n| Mường Mùn | 420 | 386 | 1.900 | 1.812 |\n| Pú Nhung | 310 | 268 | 1.400 | 1.377 |\n"
    )
    kinds = {fact.value: fact.period_kind for fact in resolve(HEAD + table).facts}
    assert (kinds[Decimal(420)], kinds[Decimal(386)]) == (STOCK, STOCK)
    assert (kinds[Decimal(1900)], kinds[Decimal(1812)]) == (FLOW, FLOW)
