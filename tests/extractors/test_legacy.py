"""TCVN3, VNI and VPS to Unicode: every letter both ways, nothing done to what is Unicode, offsets kept."""

from __future__ import annotations

import ctypes
import difflib
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.legacy import (
    Converted,
    Run,
    convert_bytes,
    convert_run,
    convert_runs,
    convert_text,
    detect_encoding,
    encode_text,
    fold_tones,
    typeface_of,
)
from extractors.legacy_tables import DOUBTFUL, LETTERS, MARKED_LETTERS
from extractors.syllables import is_syllable
from schemas.document import Encoding

TCVN3, VNI, VPS, UNICODE = Encoding.TCVN3, Encoding.VNI, Encoding.VPS, Encoding.UNICODE
FONTS = {TCVN3: ".VnTime", VNI: "VNI-Times", VPS: "VPS Times"}
ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "reports"
SAMPLES = sorted((ROOT / "corpus" / "reports").glob("*.txt"))
REAL = sorted(path for path in SHARED.glob("*.txt") if "transcript" not in path.name)
each_legacy = pytest.mark.parametrize("encoding", FONTS)
each_letter = pytest.mark.parametrize("letter", MARKED_LETTERS + MARKED_LETTERS.upper())


def read(path: Path) -> str:
    return unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))


def text_of(converted: Converted | None) -> str | None:
    return converted.text if converted else None


def test_the_inventory_is_whole() -> None:
    assert len(set(MARKED_LETTERS + MARKED_LETTERS.upper())) == 134
    assert set(LETTERS[VNI].values()) == set(LETTERS[VPS].values()) == set(MARKED_LETTERS + MARKED_LETTERS.upper())
    assert set(LETTERS[TCVN3].values()) == set(MARKED_LETTERS) | set("ĂÂÊÔƠƯĐ")
    for encoding in (TCVN3, VPS):
        assert len(set(LETTERS[encoding].values())) == len(LETTERS[encoding]), "one byte, one letter"


@each_letter
@each_legacy
def test_every_letter_alone(letter: str, encoding: Encoding) -> None:
    """A run of one letter, but for what may be punctuation: that needs neighbours."""
    typed = encode_text(letter, encoding)
    font = FONTS[encoding] + ("H" if encoding is TCVN3 and letter.isupper() else "")
    converted = convert_run(typed, font)
    assert converted is not None
    assert converted.text == (typed if typed in DOUBTFUL[encoding] else letter)


def show_in_windows(typed: str) -> str:
    """Bytes 80-9f as Windows-1252 shows them, where it does."""
    return "".join(c if c > "\xff" else c.encode("latin-1").decode("cp1252", errors="ignore") or c for c in typed)


def syllable_with(letter: str) -> str:
    """A syllable that has the letter, in its case."""
    rimes = ("", "n", "c", "i", "a", "ng", "t", "nh", "u", "o")
    small = letter.lower()
    words = (onset + small + rime for onset in ("th", "kh", "b", "ng", "q") for rime in rimes)
    word = next(word for word in words if is_syllable(word))
    return word.upper() if letter.isupper() else word


@each_letter
@each_legacy
def test_every_letter_in_a_syllable(letter: str, encoding: Encoding) -> None:
    word = syllable_with(letter) if letter not in "đĐ" else {"đ": "đi", "Đ": "ĐI"}[letter]
    font = FONTS[encoding] + ("H" if encoding is TCVN3 and letter.isupper() else "")
    typed = encode_text(word, encoding)
    assert text_of(convert_run(typed, font)) == word
    assert text_of(convert_run(show_in_windows(typed), font)) == word


RUNS = [
    # (typed, font, read): what is new in the row
    ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", ".VnTime", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
    ("Céng hoµ x· héi", ".VnTimeH", "CỘNG HOÀ XÃ HỘI"),  # an H font shows capitals
    ("B¸o c¸o n¨m 2007", "CCBODP+.VnTimeH,Bold", "BÁO CÁO NĂM 2007"),  # subset tag and style around the name
    ("§Þnh møc", "VnArial-BoldItalic", "Định mức"),  # no dot in front
    ("§Þnh møc", "#2EVnArialH", "ĐỊNH MỨC"),  # a dot as PDF writes it
    ("n\u00adíc ®\u00adîc", ".VnTime", "nước được"),  # soft hyphen is ư
    ("n−íc, ®Çu t− 2 tû", ".VnTime", "nước, đầu tư 2 tỷ"),  # minus is ư
    ("tõ −5% ®Õn 3 − 5%", ".VnTime", "từ −5% đến 3 − 5%"),  # a minus is a minus
    ("n-íc ®-îc ®Çu t- 2006-2010", ".VnTime", "nước được đầu tư 2006-2010"),  # hyphen is ư, in words only
    ("Hµ Néi - Hµ T©y, 194/KH-UBND", ".VnTime", "Hà Nội - Hà Tây, 194/KH-UBND"),
    ("Ng-êi M-êng, L-u: VT, §-êng", ".VnTime", "Người Mường, Lưu: VT, Đường"),  # behind a capital too
    ("Hµ-Néi, KH-UBND, A-B, I- Chung", ".VnTime", "Hà-Nội, KH-UBND, A-B, I- Chung"),  # but not before one, nor last
    ("nh\u00ad v-©y", ".VnTime", "như v-ây"),  # where ư is there, a hyphen is a hyphen
    ("®Çu t\u0002\nn\u00adíc", ".VnTime", "đầu tư\nnước"),  # pdfium's hyphen at a line end
    ("Vòng\u0002\nTµu", ".VnTime", "Vũng\u0002\nTàu"),  # and one that is a hyphen
    ("trĐ em, khĐp kÝn", ".VnTime", "tré em, khép kín"),  # Eth named Dcroat
    ("Đồng Nai: c¸c ngμnh", ".VnTime", "Đồng Nai: các ngành"),  # Unicode amid; Greek mu is à
    ("\uf0a7\uf0dende \uf056\uf069\uf0d6\uf074", ".VnTime", "Địnde Việt"),  # a font with a symbol cmap
    ("GTSXCN t¨ng 11,9% (Bluescope)", ".VnTime", "GTSXCN tăng 11,9% (Bluescope)"),  # Latin words stay
    ("8,5 triÖu ®/tÊn, 500®", ".VnTime", "8,5 triệu đ/tấn, 500đ"),
    ("¸", ".VnTime", "á"),  # one letter of a word cut into runs
    ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "VNI-Times", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ("COÄNG HOAØ XAÕ HOÄI CHUÛ NGHÓA", "VNI Times", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA"),
    ("Oâng UÛy vieân, Aáp 3", "ABCDEF+VNI-Helve,Bold", "Ông Ủy viên, Ấp 3"),  # small mark after a capital
    ("Ñöôøng ÖÙng Hoøa, kyø tæ leä 5,2%", "VNI-Times", "Đường Ứng Hòa, kỳ tỉ lệ 5,2%"),
    ("C¶ng hòa xã h¶i chû nghïa Vi®t Nam".replace("®", "Œ"), "VPS Times", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    (
        "QUY‰T ñ…NH".replace("‰", "\x90").replace("…", "\x10"),
        "VPSTimes",
        "QUYẾT ĐỊNH",
    ),  # control characters are letters
    ("V“ VI\x06C h‡i", "VPS Times", "VỀ VIỆC hỗi"),  # quotes in a word are letters, elsewhere quotes:
    ("“C¶ng hòa” – 30°C, 5‰ và 2 m²", "VPS Times", "“Cộng hòa” – 30°C, 5‰ và 2 m²"),
]


@pytest.mark.parametrize(("typed", "font", "read_as"), RUNS)
def test_runs(typed: str, font: str, read_as: str) -> None:
    converted = convert_run(typed, font)
    assert converted is not None
    assert converted.text == read_as
    assert len(converted.origins) == len(converted.text)


NOTHING_TO_DO = [
    ("Báo cáo tình hình kinh tế - xã hội", "Times New Roman"),
    ("Báo cáo tình hình kinh tế - xã hội", ".VnTime"),  # the PDF maps the old font to Unicode
    ("công tác và là có, cán bộ", ".VnTime"),  # ... shown by Latin-1 letters too
    ("công tác và là có", None),
    ("plain text, 39.897", "Times New Roman"),
    ("déjà vu à Noël, où l'été fut très tôt", None),
    ("c¸c", "Arial"),  # one word proves nothing
    ("", ".VnTime"),
    ("Công nghiệp", "VNF-Comic Sans"),  # Unicode fonts of Vietnamese foundries
    ("Công nghiệp", "UVN Bay Buom"),
]


@pytest.mark.parametrize(("text", "font"), NOTHING_TO_DO)
def test_runs_that_are_unicode(text: str, font: str | None) -> None:
    assert text_of(convert_run(text, font)) in (None, text)


def test_words_are_read_across_runs() -> None:
    """The industry report of 2007 sets 'ư' in a subset of its own: 'n', '−', 'íc'."""
    runs = [Run("nhµ n", ".VnTime"), Run("−", "CCBODP+.VnTime"), Run("íc", ".VnTime"), Run(" ", None)]
    runs += [Run("19%", "Times New Roman"), Run(" ®", ".VnTimeH"), Run("iÒu", ".VnTime"), Run(" tốt", "Arial")]
    converted = convert_runs(runs)
    assert converted.text == "nhà nước 19% Điều tốt"
    assert converted.encoding is TCVN3
    assert converted.origins == tuple(range(len(converted.text)))


def test_fonts_without_a_telling_name_are_judged_by_all_their_letters() -> None:
    body = "T×nh h×nh s¶n xuÊt c«ng nghiÖp th¸ng hai vµ hai th¸ng ®Çu n¨m"
    converted = convert_runs([Run(body, "CIDFont+F1"), Run("công tác", "CIDFont+F2"), Run(" c¸c ", "CIDFont+F1")])
    assert converted.text == "Tình hình sản xuất công nghiệp tháng hai và hai tháng đầu nămcông tác các "


@each_legacy
@given(
    text=st.text(
        alphabet=MARKED_LETTERS + MARKED_LETTERS.upper() + "aouyAOUY bcdgt.-–“”0159%\n\u0300\u0323", max_size=40
    )
)
def test_origins_lead_back(encoding: Encoding, text: str) -> None:
    """Origins never go back, one a character, and digits, blanks and what is no code are the ones they came from."""
    typed = encode_text(text, encoding)
    for converted in (convert_text(typed, encoding), convert_runs([Run(typed, FONTS[encoding])])):
        assert len(converted.origins) == len(converted.text)
        assert list(converted.origins) == sorted(converted.origins)
        assert unicodedata.is_normalized("NFC", converted.text)
        for character, origin in zip(converted.text, converted.origins, strict=True):
            assert 0 <= origin < len(typed)
            if character.isdigit() or character.isspace():
                assert typed[origin] == character


def test_unicode_is_composed_with_origins() -> None:
    converted = convert_text(unicodedata.normalize("NFD", "Điện tử"), UNICODE)
    assert converted == Converted("Điện tử", UNICODE, (0, 1, 2, 5, 6, 7, 8))


DETECTED = [
    ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", TCVN3),
    ("CéNG HOµ X· HéI CHñ NGHÜA VIÖT NAM", TCVN3),
    ("C«ng nghiÖp", TCVN3),
    ("Coäng hoøa xaõ hoäi", VNI),
    ("COÄNG HOØA XAÕ HOÄI", VNI),
    ("Chû tÎch Üy ban nhân dân tÌnh, trong thÜ møc và tÆp tin", VPS),
    ("Công hòa xã hội", UNICODE),
    ("mật khẩu", UNICODE),
    ("là có và tôi, bán cá", UNICODE),  # Latin-1 letters only
    ("", UNICODE),
    ("plain English - 12.5% (a/b)", UNICODE),
    ("L’été dernier, le garçon était très gêné; «déjà», dit-il, à l’hôtel où l’on fête Noël.", UNICODE),
    ("Größe, Maße und Übermut: für schöne Mädchen hört man süße Töne.", UNICODE),
    ("El niño comió piñas y bebió café con azúcar según la señora Muñoz.", UNICODE),
    ("Não há pão à mesa; amanhã virão os irmãos de João e a avó.", UNICODE),
    ("låt tid gå ut för objekt äldre än detta", UNICODE),  # three words of it are Vietnamese in VPS
    ("Příliš žluťoučký kůň úpěl ďábelské ódy.", UNICODE),
    ("««» «%s» » § © ® × ½ µm 30°C ±5 m² · ·", UNICODE),
]


@pytest.mark.parametrize(("text", "encoding"), DETECTED)
def test_detection(text: str, encoding: Encoding) -> None:
    assert detect_encoding(text) is encoding


@pytest.mark.parametrize("path", SAMPLES + REAL, ids=lambda path: path.name)
def test_unicode_reports_are_left_alone(path: Path) -> None:
    text = read(path)
    assert detect_encoding(text) is UNICODE
    assert convert_run(text, None) is None
    assert [line for line in text.splitlines() if detect_encoding(line) is not UNICODE] == []


@each_legacy
@pytest.mark.parametrize("path", SAMPLES + REAL, ids=lambda path: path.name)
def test_reports_there_and_back(path: Path, encoding: Encoding) -> None:
    """Typed in the old encoding and read without font names; TCVN3 loses the case of capitals with tones."""
    text = read(path)
    typed = encode_text(text, encoding)
    assert detect_encoding(typed) is encoding
    back = convert_text(typed, encoding)
    assert len(back.text) == len(text)
    wrong = [(a, b) for a, b in zip(text.lower(), back.text.lower(), strict=True) if a != b]
    assert len(wrong) <= 0.0005 * len(text)
    if encoding is not TCVN3:
        assert sum(a != b for a, b in zip(text, back.text, strict=True)) == len(wrong)


def test_capitals_come_back_without_fonts() -> None:
    typed = "CéNG HOµ X· HéI CHñ NGHÜA VIÖT NAM\n§éc lËp - Tù do\nTHñY S¶N ë QUËN Hµ"
    assert convert_text(typed, TCVN3).text == "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do\nTHỦY SẢN Ở QUẬN HÀ"


def test_symbols_without_fonts() -> None:
    typed = "· C«ng nghiÖp: 5 × 3 m², 2½ tÊn, « t«, 8,5 triÖu ®/tÊn, s¶n xuÊt¹ © 2007, §/c An ë x·"
    read_as = "· Công nghiệp: 5 × 3 m², 2½ tấn, ô tô, 8,5 triệu đ/tấn, sản xuất¹ © 2007, Đ/c An ở xã"
    assert convert_text(typed, TCVN3).text == read_as


def test_lines_already_in_unicode_stay() -> None:
    typed = "T×nh h×nh c«ng nghiÖp\nNguồn: công tác thống kê\nGi¸ trÞ s¶n xuÊt"
    assert convert_text(typed, TCVN3).text == "Tình hình công nghiệp\nNguồn: công tác thống kê\nGiá trị sản xuất"


def test_bytes_of_a_text_file() -> None:
    text = "Giá trị sản xuất công nghiệp ước đạt 5 tỷ đồng – tăng “11,9%”"
    typed = encode_text(text, TCVN3).encode("cp1252")
    assert text_of(convert_bytes(typed)) == text
    assert convert_bytes(text.encode("cp1258", errors="replace")) is None


TYPEFACES = [
    (".VnTime", (TCVN3, False)),
    (".VnTimeH", (TCVN3, True)),
    (".VnTimeH,BoldItalic", (TCVN3, True)),
    (".VnArial NarrowH", (TCVN3, True)),
    (".vntime", (TCVN3, False)),
    ("ABCDEF+.VnTime-Bold", (TCVN3, False)),
    ("VNI-Times", (VNI, False)),
    ("vni-helve-condense", (VNI, False)),
    ("VPS Dong Ha", (VPS, False)),
    ("Vni", None),
    ("Vnunicode", None),
    ("Times New Roman", None),
    ("UVN-Times", None),
    ("", None),
    (None, None),
]


@pytest.mark.parametrize(("name", "expected"), TYPEFACES)
def test_font_names(name: str | None, expected: tuple[Encoding, bool] | None) -> None:
    face = typeface_of(name)
    assert (face and (face.encoding, face.is_capital)) == expected


TONES = [
    ("hoà", "hòa"),
    ("hòa", "hòa"),
    ("Hoà khoẻ HOÀ", "Hòa khỏe HÒA"),
    ("uỷ ban, thuỷ, tuỳ", "ủy ban, thủy, tùy"),
    ("quý, qúy, qủa, quả", "quý, quý, quả, quả"),  # u of qu bears none
    ("già gìa giá gía", "già già giá giá"),  # nor i of gi
    ("ngòai tòan hòan", "ngoài toàn hoàn"),  # three vowels, or closed: the second
    ("thúê lụât nứơc tíên", "thuế luật nước tiến"),  # shaped vowels bear it
    ("kìa của thuở khuỷu khuya ngoéo", "kìa của thuở khuỷu khuya ngoéo"),
    ("café Noël", "café Noël"),
]


@pytest.mark.parametrize(("text", "folded"), TONES)
def test_tone_placement(text: str, folded: str) -> None:
    assert fold_tones(text) == folded


@given(st.text(alphabet=MARKED_LETTERS + MARKED_LETTERS.upper() + "aeioquyghnQGAU .-", max_size=30))
def test_folding_keeps_length_and_is_final(text: str) -> None:
    folded = fold_tones(text)
    assert len(folded) == len(text)
    assert fold_tones(folded) == folded


@pytest.mark.parametrize("word", ["nghiệp", "quốc", "gì", "ước", "thuở", "khuỷu", "quýt", "yếm", "ĐẠT", "oanh"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["", "mõt", "tôt", "wan", "bcd", "hôte", "tiếếng", "nghiêngg", "uéc", "şa"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def pdf_runs(path: Path) -> Iterator[list[Run]]:
    """Characters with the font pdfium gives them, page by page."""
    pdfium = pytest.importorskip("pypdfium2")
    raw = pytest.importorskip("pypdfium2.raw")
    for page in pdfium.PdfDocument(path):
        chars = page.get_textpage()
        name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
        runs = []
        for index in range(chars.count_chars()):
            length = raw.FPDFText_GetFontInfo(chars.raw, index, name, 200, ctypes.byref(flags))
            font = name.value.decode("utf-8") if length else None
            runs.append(Run(chr(raw.FPDFText_GetUnicode(chars.raw, index)), font or None))
        yield runs


def accuracy(found: str, wanted: str) -> float:
    """Share of the wanted characters matched in order, blanks collapsed, cases equal (H fonts print capitals)."""
    a, b = (re.sub(r"\s+", " ", text).strip().lower() for text in (found, wanted))
    blocks = difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(len(a), len(b))


@pytest.mark.skipif(not SHARED.exists(), reason="the shared reports are not here")
def test_a_real_tcvn3_pdf() -> None:
    runs = list(pdf_runs(SHARED / "tcvn3-industry-2007-02.pdf"))
    wanted = read(SHARED / "tcvn3-industry-2007-02.transcript.txt")
    pages = [convert_runs(page) for page in runs]
    assert {page.encoding for page in pages} == {TCVN3}
    assert accuracy("\n".join(page.text for page in pages), wanted) >= 0.999
    nameless = "\n".join("".join(run.text for run in page) for page in runs)
    assert detect_encoding(nameless) is TCVN3
    assert accuracy(convert_text(nameless, TCVN3).text, wanted) >= 0.999


@pytest.mark.skipif(not SHARED.exists(), reason="the shared reports are not here")
def test_a_real_vni_document() -> None:
    """Up to the signer's name the text lies in one piece in the .doc, so no converter is needed."""
    data = (SHARED / "vni-decision-2008.doc").read_bytes()
    text = data[data.index("UÛY BAN".encode("cp1252")) :].partition(b"\0")[0].decode("cp1252")
    assert detect_encoding(text) is VNI
    wanted = read(SHARED / "vni-decision-2008.transcript.txt").rpartition("Tr")[0]
    for converted in (convert_text(text, VNI), convert_runs([Run(text, "VNI-Times")])):
        assert accuracy(re.sub("[\x07\x08]", "", converted.text), wanted) >= 0.995
