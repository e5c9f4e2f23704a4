"""Explanations from the deciding numbers, Vietnamese as an official would write it, and English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from extractors.numbers import format_number
from schemas.check import Verdict
from schemas.mention import Mention


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why, twice; and the smallest change that would make the numbers agree."""

    vi: str
    en: str
    suggestion: str | None = None


# What a suggestion says besides its edits, in Vietnamese and in English.
_NO_REPAIR = ("Không có sửa đổi nhỏ nào làm mọi số khớp nhau", "No small change makes all the numbers agree")
_IF_OTHERS_HOLD = ("; nếu các số khác đúng thì ", "; if the other numbers are right, ")
_ONE_IS_OTHER = ("; phải đổi một số: ", "; one number must be another: ")
_OR_ONE_LACKS = ("; phải đổi một số hoặc thêm số còn thiếu: ", "; one number must be another, or one is missing: ")
_ON_CONDITION = ("Nếu các số khác đúng thì ", "If the other numbers are right, ")
# Why a number should be another as a whole, in brackets behind the edit.
AGREED = ("mọi phép tính có số này đều cho như vậy", "every calculation with this number gives that")
ALONE = ("các số kia đều khớp ở phép tính khác", "the others agree with other calculations")
NO_OTHER = ("không số nào khác làm các số khớp nhau", "no other number makes them agree")
COPIED = ("chép lại số của dòng trên", "the number of the row above again")
RANGE = "từ {} đến {}"
ROWS_EXCHANGED = ("lẫn số của hai dòng", "numbers of two rows mixed up")
_OR = (" hoặc ", " or ")
_OTHER_WAYS = (" cách khác", " other ways")
_ONE_OTHER_WAY = " other way"
_ARROW = " → "
_RANGE = regex.compile(r"\(từ (\S+) đến (\S+)\)")
# So many numbers that could be others are listed; of more the rest is counted.
MOST_ANEW = 3
_MAGNITUDES = {Decimal(1000): "nghìn", Decimal(10) ** 4: "vạn", Decimal(10) ** 6: "triệu", Decimal(10) ** 9: "tỷ"}


def say_numbers(mentions: Sequence[Mention]) -> list[str]:
    """The numbers as printed; where they are printed in different magnitudes, each with its own (250 triệu)."""
    if len({mention.magnitude or 1 for mention in mentions}) == 1:
        return [mention.text for mention in mentions]
    return [" ".join((m.text, _MAGNITUDES.get(m.magnitude or Decimal(1), ""))).strip() for m in mentions]


def plain(value: Decimal) -> str:
    """A number for a formula: no exponent, no zeros that say nothing."""
    return f"{value.normalize():f}"


def sum_formula(addends: Sequence[Decimal]) -> str:
    """'29 + 336 = 365'."""
    return " + ".join(plain(addend) for addend in addends) + f" = {plain(sum(addends, Decimal(0)))}"


def percent_explanation(
    numerator: str, denominator: str, stated: str, expected: str, precise: Decimal, verdict: Verdict
) -> Explanation:
    """A printed percent against its fraction; all numbers as printed, `precise` in percent."""
    shown = format_number(precise, 4)
    sum_vi = f"{numerator}/{denominator} = {shown} %"
    sum_en = f"{numerator}/{denominator} = {shown}%"
    if verdict is Verdict.TRUNCATED:
        return Explanation(
            f"{sum_vi}; báo cáo ghi {stated}%, là số bị cắt bớt chứ không làm tròn (làm tròn là {expected}%).",
            f"{sum_en}; the report prints {stated}%, which is cut off, not rounded ({expected}% when rounded).",
        )
    if verdict is Verdict.LAST_DIGIT:
        return Explanation(
            f"{sum_vi}; báo cáo ghi {stated}%, lệch một đơn vị ở chữ số cuối (đúng ra là {expected}%).",
            f"{sum_en}; the report prints {stated}%, one unit off in the last digit ({expected}% expected).",
            f"{stated}% → {expected}%",
        )
    return Explanation(
        f"{sum_vi}, làm tròn là {expected}%, nhưng báo cáo ghi {stated}%.",
        f"{sum_en}, rounded {expected}%, but the report prints {stated}%.",
        f"{stated}% → {expected}%",
    )


def sum_explanation(whole: str, parts: Sequence[str], total: str, difference: str, is_above: bool) -> Explanation:
    """Parts that do not make their whole; numbers as printed."""
    terms = " + ".join(parts)
    vi_word, en_word = ("nhiều hơn", "more than") if is_above else ("ít hơn", "fewer than")
    return Explanation(
        f"Các phần cộng lại {terms} = {total}, {vi_word} tổng đã ghi {whole} là {difference}.",
        f"The parts add to {terms} = {total}, {difference} {en_word} the stated whole {whole}.",
        f"{whole} → {total}",
    )


def part_above_explanation(whole: str, part: str, parts: Sequence[str], total: str) -> Explanation:
    """A part that is larger than its whole."""
    if len(parts) == 1:
        return Explanation(
            f"Phần {part} lớn hơn tổng {whole} mà nó thuộc về.",
            f"The part {part} is larger than the whole {whole} it belongs to.",
        )
    terms = " + ".join(parts)
    return Explanation(
        f"Phần {part} lớn hơn tổng {whole} mà nó thuộc về; các phần cộng lại {terms} = {total}.",
        f"The part {part} is larger than the whole {whole} it belongs to; the parts add to {terms} = {total}.",
        f"{whole} → {total}",
    )


def complement_explanation(part: str, rest: str, whole: str, total: str, unit: str = "") -> Explanation:
    """A share and its rest that do not make the whole."""
    return Explanation(
        f"{part}{unit} và phần còn lại {rest}{unit} cộng lại là {total}{unit}, không bằng {whole}{unit}.",
        f"{part}{unit} and the rest {rest}{unit} add to {total}{unit}, not {whole}{unit}.",
        None,
    )


def list_shares_explanation(shares: Sequence[str], total: str) -> Explanation:
    """Shares of parts that make the whole, and that do not make 100 %."""
    terms = " + ".join(shorten(shares))
    return Explanation(
        f"Các phần cộng lại vừa đủ tổng, nhưng tỷ lệ của chúng {terms} = {total}, không bằng 100%.",
        f"The parts make up the whole, but their shares {terms} = {total}, not 100%.",
    )


def fund_explanation(terms: str, total: str, stated: str) -> Explanation:
    """What is left of a fund against what came in and went out."""
    return Explanation(
        f"{terms} = {total}, nhưng số tồn cuối ghi {stated}.",
        f"{terms} = {total}, but what is left is printed as {stated}.",
        None,
    )


def row_sum_explanation(row: str, column: str, parts: Sequence[str], total: str, stated: str) -> Explanation:
    """A total column against the columns it adds up."""
    terms = " + ".join(parts)
    return Explanation(
        f"Dòng “{row}”: {terms} = {total}, nhưng cột “{column}” ghi {stated}.",
        f"Row “{row}”: {terms} = {total}, but column “{column}” prints {stated}.",
        f"{stated} → {total}",
    )


def status_explanation(row: str, actual: str, target: str, status: str, is_met: bool, word: str) -> Explanation:
    """A status that the numbers contradict; `word` is what it should be."""
    vi_word, en_word = ("đã đạt", "is met") if is_met else ("chưa đạt", "is not met")
    return Explanation(
        f"Dòng “{row}”: kết quả {actual} so với chỉ tiêu {target} là {vi_word}, nhưng ghi “{status}”.",
        f"Row “{row}”: with {actual} against {target} the target {en_word}, but the status says “{status}”.",
        f"{status} → {word}",
    )


def rank_explanation(row: str, score: str, rank: str, expected: str) -> Explanation:
    """A rank that the scores contradict."""
    return Explanation(
        f"Dòng “{row}”: điểm {score} xếp thứ {expected} trong bảng, nhưng ghi hạng {rank}.",
        f"Row “{row}”: a score of {score} ranks {expected} in the table, but rank {rank} is printed.",
        f"{rank} → {expected}",
    )


def late_reference_explanation(cited: str, issued: str) -> Explanation:
    """A cited document dated after the one that cites it; dates as read."""
    return Explanation(
        f"Văn bản được viện dẫn ghi ngày {cited}, sau khi văn bản này được ban hành (tháng {issued}).",
        f"The document cited is dated {cited}, after this document was issued (month {issued}).",
    )


def spelled_explanation(printed: str, words: str, value: str) -> Explanation:
    """An amount in digits that its words contradict; either may be the slip, so nothing is proposed."""
    return Explanation(
        f"Bằng số ghi {printed}, bằng chữ ghi “{words}” ({value}): hai số khác nhau.",
        f"In digits {printed}, in words “{words}” ({value}): the two differ.",
    )


def change_explanation(now: str, base: str, stated: str, expected: str, is_down: bool) -> Explanation:
    """A change that its two levels contradict; numbers as printed."""
    vi_word, en_word = ("giảm", "down") if is_down else ("tăng", "up")
    return Explanation(
        f"Từ {base} đến {now} là {vi_word} {expected}, nhưng báo cáo ghi {vi_word} {stated}.",
        f"From {base} to {now} is {en_word} {expected}, but the report prints {en_word} {stated}.",
        f"{stated} → {expected}",
    )


def bound_explanation(part: str, whole: str, vi: str, en: str) -> Explanation:
    """A part above the whole that words put it in; `vi` and `en` are the rule's own words."""
    return Explanation(vi.format(part=part, whole=whole), en.format(part=part, whole=whole))


def contradiction_explanation(label: str, shown: tuple[str, str], pages: tuple[int, int]) -> Explanation:
    """One thing with two values; numbers as printed, in reading order."""
    first, second = shown
    where = [f" (trang {page})" if pages[0] != pages[1] else "" for page in pages]
    where_en = [f" (page {page})" if pages[0] != pages[1] else "" for page in pages]
    return Explanation(
        f"Cùng một nội dung “{label}” nhưng báo cáo ghi hai số khác nhau: {first}{where[0]} và {second}{where[1]}.",
        f"The same thing, “{label}”, is printed with two values: {first}{where_en[0]} and {second}{where_en[1]}.",
    )


_HABITS = {
    "cuts_off": ("cắt bớt phần lẻ thay vì làm tròn", "cuts shares off instead of rounding them"),
    "rounds_up": ("làm tròn lên", "rounds shares up"),
    "pads": ("làm tròn rồi thêm số 0 ở cuối", "rounds shares to one decimal less and pads a zero"),
}


def habit_of_shares(habit: str, shown: int, able: int) -> Explanation:
    """What the document does with its shares as a rule; counts of shares that show it, and of those that could."""
    vi, en = _HABITS[habit]
    return Explanation(
        f"Báo cáo này có thói quen {vi} ({shown}/{able} tỷ lệ), nên không coi là sai.",
        f"This report {en} as a rule ({shown} of {able} shares), so it is not held against it.",
    )


def habit_of_counts(step: str, count: int) -> Explanation:
    """Parts that are all printed in round numbers."""
    return Explanation(
        f"Cả {count} số thành phần đều được làm tròn đến {step}, nên tổng có thể lệch trong phạm vi làm tròn.",
        f"All {count} parts are printed in steps of {step}, so the total may differ within the rounding.",
    )


def repair_ties(repairs: Sequence[str], most: int) -> str:
    """'265 → 365', or the ties: 'a → b hoặc c → d'."""
    shown = _OR[0].join(repairs[:most])
    return shown if len(repairs) <= most else f"{shown}{_OR[0]}{len(repairs) - most}{_OTHER_WAYS[0]}"


def no_repair(follows: str | None, others: Sequence[str] = (), lacks: bool = False) -> str:
    """No small change fits; what one number could be as a whole, or else what the stated number follows to be.

    `others`: the numbers that could be others, each with its value; `lacks`: a number may be missing instead.
    """
    if others:
        return f"{_NO_REPAIR[0]}{(_OR_ONE_LACKS if lacks else _ONE_IS_OTHER)[0]}{repair_ties(others, MOST_ANEW)}"
    return f"{_NO_REPAIR[0]}{_IF_OTHERS_HOLD[0]}{follows}" if follows else _NO_REPAIR[0]


def say_suggestion_in_english(suggestion: str) -> str:
    """A suggestion as `repair_ties` and `no_repair` say it, with its words in English; an edit stays as it is.

    >>> say_suggestion_in_english("265 → 365 hoặc 29 → 129")
    '265 → 365 or 29 → 129'
    """
    for vi, en in (AGREED, ALONE, NO_OTHER, COPIED, ROWS_EXCHANGED):
        suggestion = suggestion.replace(f"({vi})", f"({en})")
    suggestion = _RANGE.sub(r"(from \1 to \2)", suggestion)
    if suggestion.startswith(_ON_CONDITION[0]):
        return suggestion.replace(*_ON_CONDITION, 1)
    if suggestion.startswith(_NO_REPAIR[0]):
        rest = suggestion.removeprefix(_NO_REPAIR[0])
        for vi, en in (_ONE_IS_OTHER, _OR_ONE_LACKS):
            if rest.startswith(vi):
                return _NO_REPAIR[1] + en + _say_ties_in_english(rest.removeprefix(vi))
        return _NO_REPAIR[1] + rest.replace(*_IF_OTHERS_HOLD, 1)
    return _say_ties_in_english(suggestion)


def _say_ties_in_english(suggestion: str) -> str:
    *repairs, last = suggestion.split(_OR[0])
    ways = last.removesuffix(_OTHER_WAYS[0])
    if repairs and ways.isdecimal() and ways != last:
        last = ways + (_OTHER_WAYS[1] if int(ways) > 1 else _ONE_OTHER_WAY)
    is_edits = all(_ARROW in repair for repair in repairs)
    return _OR[1].join([*repairs, last]) if is_edits else suggestion


def if_others_hold(follows: str) -> str:
    """What follows from other numbers that nothing bears out."""
    return f"{_ON_CONDITION[0]}{follows}"


def own_percent_explanation(now: str, difference: str, stated: str, expected: str, is_down: bool) -> Explanation:
    """A change given as a number and as a share of the level before, which the two do not give alike."""
    vi_word, en_word, sign = ("giảm", "down", "+") if is_down else ("tăng", "up", "−")
    return Explanation(
        f"Nay {now}, {vi_word} {difference} tức kỳ trước là {now} {sign} {difference}: {vi_word} {expected}, "
        f"nhưng báo cáo ghi {stated}.",
        f"Now {now}, {en_word} {difference}, so {now} {sign} {difference} before: {en_word} {expected}, "
        f"but the report prints {stated}.",
        f"{stated} → {expected}",
    )


def direction_explanation(now: str, base: str, is_down: bool) -> Explanation:
    """A change said in the wrong direction; numbers as printed."""
    vi, en = (("tăng", "giảm"), ("up", "down")) if is_down else (("giảm", "tăng"), ("down", "up"))
    return Explanation(
        f"Từ {base} đến {now} là {vi[0]}, nhưng báo cáo ghi {vi[1]}.",
        f"From {base} to {now} is {en[0]}, but the report prints {en[1]}.",
        f"{vi[1]} → {vi[0]}",
    )


def rate_explanation(rate: str, count: str, total: str, expected: str) -> Explanation:
    """A mean or yield times what it is a mean of, against the total; numbers with their units."""
    return Explanation(
        f"{rate} × {count} = {expected}, nhưng báo cáo ghi {total}.",
        f"{rate} × {count} = {expected}, but the report prints {total}.",
        f"{total} → {expected}",
    )


def target_explanation(actual: str, target: str, word: str, is_met: bool) -> Explanation:
    """A target that the words say is met, or missed, against the two numbers."""
    vi_word, en_word = ("đã đạt", "is met") if is_met else ("chưa đạt", "is not met")
    return Explanation(
        f"Kết quả {actual} so với chỉ tiêu {target} là {vi_word}, nhưng báo cáo ghi “{word}”.",
        f"With {actual} against a target of {target} the target {en_word}, but the report says “{word}”.",
    )


def nearly_all_explanation(part: str, whole: str, rest: str) -> Explanation:
    """100 % printed for nearly all: right as rounding, but not all."""
    return Explanation(
        f"{part}/{whole} làm tròn thành 100%, nhưng vẫn còn {rest} chưa có.",
        f"{part}/{whole} rounds to 100%, but {rest} are still missing.",
    )


def register_explanation(earlier: str, later: str) -> Explanation:
    """Two documents of one register whose numbers run against their dates."""
    return Explanation(
        f"{later} có số lớn hơn nhưng ngày sớm hơn {earlier}; cần kiểm tra lại số hoặc ngày.",
        f"{later} has the higher number but the earlier date than {earlier}; check number or date.",
    )


def shorten(parts: Sequence[str]) -> list[str]:
    """The first and the last of many numbers; a reader of 62 of them goes to the table."""
    return list(parts) if len(parts) <= 12 else [*parts[:5], "…", *parts[-3:]]


def formula_explanation(row: str, column: str, reckoned: str, expected: str, stated: str) -> Explanation:
    """A number of a row against what its columns make; `reckoned` is the sum as written."""
    where_vi, where_en = (f"Dòng “{row}”: ", f"Row “{row}”: ") if row else ("", "")
    return Explanation(
        f"{where_vi}{reckoned} = {expected}, nhưng cột “{column}” ghi {stated}.",
        f"{where_en}{reckoned} = {expected}, but column “{column}” prints {stated}.",
        f"{stated} → {expected}",
    )


def mean_explanation(row: str, column: str, expected: str, stated: str) -> Explanation:
    """A printed mean against the rows it is of."""
    return Explanation(
        f"Bình quân của cột “{column}” là {expected}, nhưng dòng “{row}” ghi {stated}.",
        f"The mean of the column “{column}” is {expected}, but the row “{row}” prints {stated}.",
        f"{stated} → {expected}",
    )


def between_explanation(row: str, column: str, expected: str, stated: str) -> Explanation:
    """A share of all units outside the shares of the units."""
    return Explanation(
        f"Dòng “{row}”, cột “{column}” ghi {stated}, ngoài khoảng của các đơn vị ({expected})"
        " nên không thể là tỷ lệ chung.",
        f"Row “{row}”, column “{column}” prints {stated}, outside what the units have ({expected}):"
        " it cannot be the share of all of them.",
    )
