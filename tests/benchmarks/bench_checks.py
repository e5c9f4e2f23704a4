"""What judging costs: milliseconds a page, and a document of 500 pages with 5,000 facts.

python -m tests.benchmarks.bench_checks
"""

from __future__ import annotations

import random
import time

from extractors.find import find_mentions
from extractors.resolve import resolve_facts
from pipeline.arithmetic.judge import judge
from pipeline.selftest.author import make_author
from pipeline.selftest.model import Section, print_document
from pipeline.selftest.prose import Pen, load_phrasings, write_paragraph
from pipeline.selftest.tables import write_table
from tests.reading import read, rules

PAGES = 500
FACTS = 5000
PAGE_CHARACTERS = 3000
MAX_PAGE_MS = 5.0
MAX_SECONDS = 20.0
WORDS = "Các cơ quan, đơn vị tiếp tục quán triệt và triển khai thực hiện nghiêm túc nhiệm vụ được giao. "


def make_document() -> str:
    """Paragraphs and tables with about 5,000 facts, spread with words over 500 pages."""
    dice = random.Random(5)
    pen = Pen(dice, make_author(dice))
    pages = []
    for _ in range(PAGES):
        sections: list[Section] = [write_paragraph(pen, dice.choice(load_phrasings().subjects)) for _ in range(2)]
        if dice.random() < 0.36:
            sections.append(write_table(pen))
        text = print_document("", tuple(sections), {}).text
        filler = WORDS * max(0, (PAGE_CHARACTERS - len(text)) // len(WORDS))
        pages.append(filler + "\n" + text)
    return "UBND HUYỆN PHÚ LỘC\n\nBÁO CÁO\nKết quả công tác năm 2023\n\n" + "\n".join(pages)


def measure() -> tuple[int, int, float, float]:
    """Facts, checks, seconds of judging, seconds of everything."""
    text = make_document()
    rules()
    start = time.process_time()
    parcel = resolve_facts(find_mentions(read(text), rules()), rules())
    resolved = time.process_time()
    judged = judge(parcel, rules())
    end = time.process_time()
    return len(parcel.facts), len(judged.checks), end - resolved, end - start


def main() -> None:
    """Print the figures, with what they must be."""
    facts, checks, judging, everything = measure()
    print(f"{PAGES} pages, {facts} facts, {checks} checks")
    print(f"judging: {judging:.2f} s, {1000 * judging / PAGES:.2f} ms a page (at most {MAX_PAGE_MS})")
    print(f"everything: {everything:.2f} s (at most {MAX_SECONDS})")


if __name__ == "__main__":
    main()
