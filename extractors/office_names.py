"""The words of an office's name behind its kind: those the state gives its offices, else capitalised words."""

from __future__ import annotations

# The next office of a list, no part of the name before it; 'HĐND và UBND' have one office.
_NO_OFFICE = (
    r"(?!(?:[UỦ][ỶỷYyỹ] ban|(?<!HĐND và )UBND|Phòng|Ban|Hội|Sở|Công an|Trung tâm|Văn phòng|Chi cục|Đoàn|Trạm|Tòa án"
    r"|Mặt trận)(?!\p{L}))"
)
# What an office does or has is no second syllable of its name.
# Nor is the level it is of: Chi cục Thuế khu vực.
_NO_SYLLABLE = (
    r"(?!(?:có|đã|đang|được|là|với|cho|tại|ở|của|trên|phối|mới"
    r"|huyện|tỉnh|thị xã|thành phố|quận|xã(?! hội)|phường|thị trấn|khu vực)(?!\p{L}))"
)
# A word of a name has two syllables (Tư pháp), an abbreviation one.
_WORD = rf"(?:(?:\p{{Lu}}{{2,}}|Sở|Bộ)(?!\p{{L}})|\p{{Lu}}\p{{L}}*(?: {_NO_SYLLABLE}\p{{Ll}}+)?)"
# Names of more syllables, as laws and decrees print them.
_LONG = "|".join(
    (
        "Cựu [Cc]hiến binh",
        "Cựu [Tt]hanh niên xung phong",
        "Người [Cc]ao tuổi",
        "Chữ thập đỏ",
        "Liên hiệp [Pp]hụ nữ",
        "Phụ nữ",
        "Phục vụ [Hh]ành chính công",
        "Kiểm soát [Bb]ệnh tật",
        "Nông dân",
        "Khuyến học",
        "Thi hành án(?: [Dd]ân sự| [Hh]ình sự)?",
        "(?:Văn phòng )?Đăng ký (?:quyền sử dụng đất|đất đai)",
        "[Pp]hát triển quỹ đất",
        "Thanh tra [Nn]hân dân",
        "Giám sát [Đđ]ầu tư (?:của )?cộng đồng",
        "Quản lý (?:thị trường|đô thị|(?:các )?dự án(?: đầu tư xây dựng)?)",
        r"Giáo dục (?:nghề nghiệp|thường xuyên)(?: - \p{Lu}\p{L}*(?: \p{Ll}+)*)?",
        "Dịch vụ (?:nông nghiệp|việc làm|đô thị)",
        "Cảnh sát (?:giao thông|kinh tế|hình sự|điều tra)(?: trật tự)?",
        "Bảo trợ xã hội",
        "Bảo hiểm xã hội",
        "Công tác xã hội",
        "Trật tự đô thị",
        "Phòng cháy,? chữa cháy",
        "Chăn nuôi (?:và|-) [Tt]hú y",
        "Dân quân tự vệ",
        "Kiểm tra liên ngành",
        "Giao thông vận tải",
        "Nông nghiệp (?:và|&) Phát triển nông thôn",
        "Phát triển nông thôn",
        "(?:Trồng trọt (?:và|-) )?[Bb]ảo vệ thực vật",
        "Dịch vụ kỹ thuật nông nghiệp",
        "(?:Thuế|Hải quan|Thống kê) khu vực",
        "Quản lý (?:các )?(?:khu (?:kinh tế|công nghiệp|bảo tồn(?: thiên nhiên)?|du lịch)"
        "|rừng (?:phòng hộ|đặc dụng)|di tích|chợ|bến xe|công trình công cộng)",
        "Chính sách xã hội",
        "Phòng,? chống (?:HIV/AIDS|tham nhũng|thiên tai|tội phạm)",
        "An toàn (?:vệ sinh )?thực phẩm",
        "Dân số,? kế hoạch hóa gia đình",
    )
)
OFFICE_NAME = rf"(?:{_LONG}|{_WORD}(?:(?: - | và |, ){_NO_OFFICE}{_WORD}| {_WORD})*)"
