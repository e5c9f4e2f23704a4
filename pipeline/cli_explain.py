"""`solieu explain FILE NUMBER`: what was read of a number, what it serves, and who judged it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

import regex
from rich.console import Console
from rich.text import Text

from extractors.numbers import NUMERAL, Use, parse_numeral
from pipeline import messages
from pipeline.cli_text import line_number, mark_quote, print_indented
from schemas.check import Check
from schemas.fact import Fact, FactMention
from schemas.mention import Mention
from schemas.parcel import Parcel

EXIT_FOUND = 0
EXIT_NOT_FOUND = 1

_NUMERAL = regex.compile(NUMERAL)


def show_explanation(parcels: Sequence[Parcel], number: str, console: Console) -> int:
    """Print every place where a number stands and what became of it; 1 where it stands nowhere."""
    found = 0
    for parcel in parcels:
        if parcel.document.error_detail:
            console.print(Text(messages.printable(parcel.document.error_detail), "yellow"))
        for mention in find_mentions_of(parcel.mentions, number):
            _show_mention(parcel, mention, console)
            found += 1
    if not found:
        console.print(messages.number_not_found(number))
    return EXIT_FOUND if found else EXIT_NOT_FOUND


def find_mentions_of(mentions: Iterable[Mention], number: str) -> list[Mention]:
    """The mentions printed as one of the numerals asked for, or of the same value."""
    texts = {number.strip().rstrip("%").strip(), *_NUMERAL.findall(number)}
    use = Use.PERCENT if "%" in number else Use.OTHER
    values: set[Decimal | None] = {parse_numeral(text, use).value for text in texts} - {None}
    return [mention for mention in mentions if mention.text in texts or mention.value in values]


def _show_mention(parcel: Parcel, mention: Mention, console: Console) -> None:
    text = next(page.text for page in parcel.pages if page.page == mention.page)
    line = line_number(text, mention.char_start)
    console.print(Text(messages.place(parcel.document.path, mention.page, line), "bold"))
    span = ((mention.char_start, mention.char_end),)
    print_indented(console, Text.assemble("“", mark_quote(mention.context, text, span), "”"), 4)
    print_indented(console, messages.mention_read(mention), 4)
    _show_facts(parcel, mention, text, console)
    _show_checks(parcel, mention, console)
    console.print()


def _show_facts(parcel: Parcel, mention: Mention, text: str, console: Console) -> None:
    fact_of = {fact.fact_id: fact for fact in parcel.facts}
    links = [link for link in parcel.fact_mentions if link.mention_id == mention.mention_id]
    if not links:
        print_indented(console, messages.no_fact(), 4)
    for link in links:
        _show_fact(fact_of[link.fact_id], link, (mention.char_start, mention.char_end), text, console)


def _show_fact(fact: Fact, link: FactMention, span: tuple[int, int], text: str, console: Console) -> None:
    print_indented(console, messages.fact_served(fact, link), 4)
    spans = (span,) if fact.char_start <= span[0] else ()
    print_indented(console, Text.assemble("“", mark_quote(fact.quote, text, spans), "”"), 6)


def _show_checks(parcel: Parcel, mention: Mention, console: Console) -> None:
    touching = {operand.check_id for operand in parcel.check_operands if operand.mention_id == mention.mention_id}
    checks = [check for check in parcel.checks if check.check_id in touching]
    if not checks:
        print_indented(console, messages.no_check(), 4)
    for check in checks:
        _show_check(check, console)


def _show_check(check: Check, console: Console) -> None:
    verdict = messages.verdict(check.verdict.value, check.severity.value if check.severity else None)
    print_indented(console, f"{messages.CHECKED}: {verdict} {messages.check_kind(check.kind.value)} [{check.rule}]", 4)
    for text in (check.formula, check.explanation_vi, check.explanation_en):
        if text:
            print_indented(console, messages.printable(text), 6)
    if check.suggestion:
        print_indented(console, messages.suggestion(check.suggestion, check.suggestion_en), 6)
