"""A long numbered heading of a hard-wrapped text ends before its paragraph; a wrapped numbered paragraph goes on."""

from __future__ import annotations

import pytest

from tests.reading import fact_of, resolve

_FILL = (
    "Trong kỳ, đơn vị đã chủ động tham mưu, phối hợp với các ngành trong công tác\n"
    "phòng ngừa, tổ chức tuyên truyền sâu rộng đến cơ sở và nhân dân trên toàn bộ\n"
    "địa bàn, duy trì chế độ trực và giao ban hằng tuần theo đúng quy chế làm việc.\n"
)


@pytest.mark.parametrize(
    ("heading", "body", "number", "new"),
    [
        (
            "2. Công tác quản lý bảo vệ rừng, phòng cháy và chữa cháy rừng mùa khô",
            "Tổ chức 48 đợt tuần tra, phát hiện 06 vụ vi phạm.",
            "48",
            "no other heading tells",
        ),
        (
            "2. Công tác đào tạo nghề, giải quyết việc làm và đưa lao động đi nước ngoài",
            "Phòng Lao động mở 14 lớp nghề cho 420 học viên.",
            "14",
            "an office opens the body",
        ),
        (
            "2. Quản lý, sử dụng đất đai, đo đạc bản đồ và giải phóng mặt bằng các dự\n"
            "án trọng điểm, dự án khu dân cư và khu tái định cư trên địa bàn huyện",
            "Hoàn thành đo đạc 356 thửa đất.",
            "356",
            "a heading over two lines",
        ),
    ],
)
def test_a_long_heading_ends_before_its_paragraph(heading: str, body: str, number: str, new: str) -> None:
    fact = fact_of(resolve(f"I. KẾT QUẢ CÔNG TÁC\n1. Tuyên truyền pháp luật\n{_FILL}{heading}\n{body}\n"), number)
    assert " ".join(heading.split())[3:] in (fact.section or ""), new


@pytest.mark.parametrize(
    ("first", "second", "new"),
    [
        (
            "2. Thực hiện kế hoạch trồng rừng tập trung năm 2023 của Hạt Kiểm lâm huyện",
            "Thạch Thành trồng 320 ha.",
            "a place",
        ),
        (
            "2. Ngành đã phối hợp với Hội Nông dân, Hội Cựu chiến binh, Hội Phụ nữ, ban",
            "Dân vận mở 320 lớp.",
            "a deed told",
        ),
        (
            "2. Hướng dẫn các xã, thị trấn và các trường học trên địa bàn toàn huyện theo",
            "Kế hoạch đề ra mở 320 lớp.",
            "an open end",
        ),
        (
            "2. Toàn huyện hiện có 23 hợp tác xã nông nghiệp hoạt động theo quy định của",
            "Luật, với 320 thành viên.",
            "a figure",
        ),
    ],
)
def test_a_wrapped_numbered_paragraph_goes_on(first: str, second: str, new: str) -> None:
    parcel = resolve(f"I. KẾT QUẢ CÔNG TÁC\n{_FILL}{first}\n{second}\n")
    assert fact_of(parcel, "320").section == "I. KẾT QUẢ CÔNG TÁC", new


def test_numbered_paragraphs_stay_whole_where_their_like_do() -> None:
    text = (
        "I. KẾT QUẢ\n1. Công tác tuyên truyền được duy trì thường xuyên ở tất cả các xã, các bản.\n"
        f"{_FILL}2. Cấp ủy, chính quyền lãnh đạo toàn diện các mặt công tác trên địa bàn huyện\n"
        "Trung đoàn huấn luyện 320 chiến sĩ.\n"
    )
    assert fact_of(resolve(text), "320").section == "I. KẾT QUẢ"
