"""Charts as inline SVG, from counts to markup; every word in them is escaped. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

LABEL_WIDTH = 250
BAR_WIDTH = 330
ROW = 26
BAR = 14
MAX_BARS = 14
_NUMBER_GAP = 8
_LABEL_LETTERS = 36


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a bar: the class that colours it, its count, and its name in both languages."""

    style: str
    count: int
    name_vi: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart with its label in both languages."""

    label_vi: str
    label_en: str
    segments: tuple[Segment, ...]

    @property
    def total(self) -> int:
        """Sum of its pieces."""
        return sum(segment.count for segment in self.segments)


def draw_bars(bars: Sequence[Bar], title_vi: str, title_en: str, *, prefix: str = "s-", is_share: bool = False) -> str:
    """Horizontal bars, as long as their totals or, as shares, all of one length; at most MAX_BARS of them."""
    shown = bars[:MAX_BARS]
    longest = max((bar.total for bar in shown), default=0)
    height = ROW * len(shown) + 4
    rows = "".join(_draw_bar(bar, place, bar.total if is_share else longest, prefix) for place, bar in enumerate(shown))
    return (
        f'<svg class="chart" viewBox="0 0 {LABEL_WIDTH + BAR_WIDTH + 60} {height}" role="img">'
        f"<title>{escape(title_vi)} — {escape(title_en)}</title>"
        f"<desc>{escape(describe(shown))}</desc>{rows}</svg>"
    )


def describe(bars: Sequence[Bar]) -> str:
    """What the bars say, in words, for those who do not see them."""
    return "; ".join(f"{bar.label_vi}: {bar.total}" for bar in bars)


def _draw_bar(bar: Bar, place: int, longest: int, prefix: str) -> str:
    top = place * ROW + (ROW - BAR) / 2
    middle = place * ROW + ROW / 2
    x = float(LABEL_WIDTH)
    parts = [_draw_label(bar.label_vi, "vi", middle), _draw_label(bar.label_en, "en", middle)]
    for segment in bar.segments:
        width = BAR_WIDTH * segment.count / longest if longest else 0.0
        name = f"{segment.name_vi} — {segment.name_en}: {segment.count}"
        if segment.count:
            parts.append(
                f'<rect class="{prefix}{escape(segment.style)}" x="{x:.1f}" y="{top:.1f}" width="{max(width, 1):.1f}" '
                f'height="{BAR}"><title>{escape(name)}</title></rect>'
            )
        x += width
    parts.append(f'<text class="count" x="{x + _NUMBER_GAP:.1f}" y="{middle:.1f}">{bar.total}</text>')
    return "".join(parts)


def _draw_label(label: str, language: str, middle: float) -> str:
    short = label if len(label) <= _LABEL_LETTERS else label[: _LABEL_LETTERS - 1] + "…"
    return (
        f'<text class="label" lang="{language}" x="{LABEL_WIDTH - _NUMBER_GAP}" y="{middle:.1f}">'
        f"<title>{escape(label)}</title>{escape(short)}</text>"
    )


def make_bars(
    counts: Sequence[tuple[str, str, int]],
    names: Mapping[str, tuple[str, str]],
    segment_names: Mapping[str, tuple[str, str]],
) -> Sequence[Bar]:
    """Bars from (bar, segment, count), the longest first; segments in the order of their names."""
    by_bar: dict[str, dict[str, int]] = {}
    for bar, segment, count in counts:
        by_bar.setdefault(bar, {})[segment] = count

    def cut(found: Mapping[str, int]) -> tuple[Segment, ...]:
        return tuple(Segment(name, found[name], *segment_names[name]) for name in segment_names if name in found)

    made = [Bar(*names.get(bar, (bar, bar)), cut(found)) for bar, found in by_bar.items()]
    return sorted(made, key=lambda bar: (-bar.total, bar.label_vi))
