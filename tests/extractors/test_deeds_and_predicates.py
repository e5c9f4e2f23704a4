"""What was done stands before a share too; what is said of the things counted behind it, for all that share it."""

from __future__ import annotations

import pytest

from tests.reading import resolve


def _labels(text: str) -> dict[str, str | None]:
    return {str(fact.numerator or fact.value): fact.label for fact in resolve(text).facts}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Số hóa 100% sổ hộ tịch.", {"100": "Số hóa: sổ hộ tịch"}),
        ("Phấn đấu thu hồi ít nhất 70% số tiền sai phạm.", {"70": "Phấn đấu thu hồi: số tiền sai phạm"}),
        ("Đã khắc phục 92% số điểm sạt lở.", {"92": "khắc phục: số điểm sạt lở"}),
        ("Phường đã hoàn thành 18/25 chỉ tiêu được giao.", {"18": "hoàn thành: chỉ tiêu được giao"}),
        ("Sở hoàn thành 18/25 nhiệm vụ.", {"18": "Sở hoàn thành: nhiệm vụ"}),
        (
            "Trả lương qua tài khoản cho 815/902 lao động có hợp đồng.",
            {"815": "Trả lương qua tài khoản cho lao động có hợp đồng"},
        ),
        ("Kéo giảm từ 5% trở lên số vụ cháy.", {"5": "Kéo giảm: số vụ cháy"}),
    ],
)
def test_the_deed_before_a_share(text: str, expected: dict[str, str]) -> None:
    assert _labels(text) == expected


@pytest.mark.parametrize(
    ("text", "number", "label"),
    [
        # What is of the thing before 'và' is no deed of the next.
        ("Giảm 0,9% số vụ và 0,5% số người bị thương.", "0.5", "số người bị thương"),
        # How it compares is no thing that anything was done with.
        ("Sản lượng tôm tăng 4,2% so với cùng kỳ.", "4.2", "Sản lượng tôm"),
        ("Khám bệnh đạt 61% kế hoạch năm.", "61", "Khám bệnh trên kế hoạch năm"),
    ],
)
def test_what_is_no_deed(text: str, number: str, label: str) -> None:
    assert _labels(text)[number] == label


@pytest.mark.parametrize(
    ("text", "number", "label"),
    [
        ("Kết quả bắn súng: 100% đạt yêu cầu.", "100", "Kết quả bắn súng: đạt yêu cầu"),
        ("Tiêu chí Y tế: 5/5 trạm đạt chuẩn quốc gia.", "5", "Tiêu chí Y tế: trạm đạt chuẩn quốc gia"),
        ("Tuổi nghề: 85% cán bộ công tác trên địa bàn.", "85", "Tuổi nghề: cán bộ công tác trên địa bàn"),
        ("Bảo hiểm xã hội: 812 người tham gia.", "812", "Bảo hiểm xã hội: người tham gia"),
        # Where, of what plan and more of the same is nothing that is said of them.
        ("Tổng số hộ cận nghèo: 96 hộ trên toàn xã.", "96", "Tổng số hộ cận nghèo"),
        ("Học sinh: khối 6: 174 em, khối 7: 158 em.", "174", "Học sinh: khối 6"),
    ],
)
def test_what_is_said_behind_a_head(text: str, number: str, label: str) -> None:
    assert _labels(text)[number] == label


@pytest.mark.parametrize(
    ("text", "number", "label"),
    [
        ("Có 12 thôn và 340 hộ thực hiện tốt.", "12", "thôn thực hiện tốt"),
        ("100% phòng, ban và 14/14 phường đã lập kế hoạch.", "100", "phòng, ban đã lập kế hoạch"),
        ("Kiểm tra, có 3 chi bộ và 9 đảng viên còn hạn chế.", "3", "Kiểm tra: chi bộ còn hạn chế"),
        ("Về giáo dục: 26 lớp học, 7 nhà công vụ bị tốc mái.", "26", "Về giáo dục: lớp học bị tốc mái"),
        # Each has its own; what was done is not done by the next.
        ("Tai nạn làm 02 người chết và 05 người bị thương.", "2", "Tai nạn làm: người chết"),
        ("Xây mới 02 nhà văn hóa và 100% hộ ký cam kết.", "2", "Xây mới: nhà văn hóa"),
        ("Tặng 20 suất quà, 05 hộ được sửa nhà.", "20", "Tặng: suất quà"),
    ],
)
def test_a_predicate_said_once(text: str, number: str, label: str) -> None:
    assert _labels(text)[number] == label
