"""Levels that say how high an honour, a contest or a work stands, and not whose the figures are.

'học sinh giỏi cấp tỉnh', '812 hộ đạt danh hiệu (cấp tỉnh 35, cấp xã 775)', 'tham gia 3 giải cấp huyện': all of these
are of the whole territory.
"""

from __future__ import annotations

import regex

_LEVEL = regex.compile(r"(?i)cấp (?:tỉnh|huyện|xã|cơ sở|thành phố|thị xã|quận|trường)$")
# No honour is named farther from its level; what a full stop or a semicolon parts is another matter.
_REACH = 170
_HONOUR = regex.compile(
    r"(?ir)\b(?:danh hiệu|giải(?! (?:quyết|ngân|phóng|trình|tỏa|toả|pháp|đáp|thích|thể|tán|trí))"
    r"|thi(?! (?:hành|công|đua|thể))|(?:học sinh|dạy|kinh doanh|lao động|chủ nhiệm|công chức|đoàn viên|việc nước) giỏi"
    r"|tiên tiến|điển hình|quyết thắng|gương|chiến s[ĩỹ] thi đua|sáng kiến|SKKN|đề tài|huy chương|bằng khen|giấy khen"
    r"|khen thưởng(?! cấp)|di tích|OCOP|làng nghề|nghệ nhân|hội diễn|hội thao|hội khỏe|liên hoan|tài năng)\b[^.;]*$"
)
# What stands between an honour and its level: no body, no owner, no deed of the level's own.
_BODY = regex.compile(
    r"(?ir)\b(?:của|tại|ở|do|cho|từ|UBND|ủy ban|cơ quan|đơn vị|hội đồng|ban|ngành|công chức|ngân sách)\s$"
)
_REACHED = regex.compile(r"(?ir)\b(?:đạt|đoạt|công nhận|dự thi|tham gia)\s(?:loại\s|giải\s|chuẩn\s)?$")
# A level that something is said of is a body: its figure or its verb stands behind it, unless it is one of a list.
_ENDS = regex.compile(
    r"(?i)\s*(?:[,;.:()]|$|\d|(?:và|hoặc|đến|trở lên|năm|lần thứ|với|cho|là|có|đạt|gồm|trong đó|năm học)(?!\p{L}))"
)


def is_grade(text: str, start: int, end: int) -> bool:
    """Whether the level at start:end is that of an honour, a contest or a work named before it."""
    if not _LEVEL.match(text, start, end) or _BODY.search(text, max(0, start - _REACH), start):
        return False
    if not _ENDS.match(text, end):
        return False
    return bool(_HONOUR.search(text, max(0, start - _REACH), start) or _REACHED.search(text, max(0, start - 20), start))
