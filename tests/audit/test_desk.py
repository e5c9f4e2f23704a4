"""The audit pages in a real browser: Debian's Chromium, driven without a window."""

from __future__ import annotations

import csv
import io
import json
import os
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import duckdb
import pytest

from extractors.find import find_mentions
from extractors.readers import read_bytes
from extractors.resolve import resolve_facts
from pipeline.arithmetic.judge import judge
from pipeline.review_server import ReviewServer
from pipeline.reviews import read_reviews
from schemas.document import DocumentPath
from schemas.parcel import Parcel
from tests.audit.chromium import NEEDS_CHROMIUM
from tests.audit.writing import make_report, write_audit
from tests.extractors.readers.pdf_builder import PageBuilder, build_pdf, parcel_of
from tests.reading import rules

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

playwright = pytest.importorskip("playwright.sync_api")
expect = playwright.expect

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
pytestmark = NEEDS_CHROMIUM

LINES = (
    "BÁO CÁO",
    "Kết quả thực hiện nhiệm vụ năm 2031",
    "Giải quyết đúng hạn 40/50 hồ sơ, đạt 90%.",
    "Thành lập 265 tổ, trong đó: 29 tổ cấp xã và 336 tổ cấp bản.",
)
HOSTILE = "<img src=x onerror=alert(1)>\u202e' \" & </script>"
PAD = 1.5
CURRENT = '.item[aria-current="true"]'
FIRST_WORDS = "all => all.map(one => one.firstChild.textContent)"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The audit of a PDF, of the same turned by 90 degrees, and of a text."""
    folder = tmp_path_factory.mktemp("desk")
    upright = PageBuilder().lines(70, 120, LINES)
    turned = PageBuilder(rotate=90).lines(70, 120, [*LINES, "Tổ chức 12 hội nghị."])
    reports = {
        "a.pdf": build_pdf(PageBuilder().lines(70, 90, ["Trang đầu, không có gì."]), upright),
        "b.pdf": build_pdf(turned),
        "c.txt": ("\n\n".join(LINES) + "\n").encode(),
    }
    (folder / "in").mkdir()
    for name, data in reports.items():
        (folder / "in" / name).write_bytes(data)
    write_audit(folder, *(judge_file(name, data) for name, data in reports.items()))
    return folder


def judge_file(name: str, data: bytes) -> Parcel:
    parcel = parcel_of(data, name)
    media_type = "application/pdf" if name.endswith(".pdf") else "text/plain"
    parcel = replace(
        parcel,
        document=replace(parcel.document, media_type=media_type),
        paths=(DocumentPath(parcel.document.document_id, name),),
    )
    mentioned = find_mentions(read_bytes(data, parcel, rules()), rules())
    return judge(resolve_facts(mentioned, rules()), rules())


def rows(out: Path, query: str, *parameters: object) -> list[tuple[Any, ...]]:
    with duckdb.connect(out / "warehouse.duckdb", read_only=True) as connection:
        return connection.execute(query, parameters).fetchall()


def file_of(out: Path, name: str) -> str:
    ((document_id,),) = rows(out, "SELECT document_id FROM documents WHERE path = ?", name)
    return (out / "audit" / "documents" / f"{document_id}.html").as_uri()


def test_list_shows_what_the_warehouse_has(page: Page, out: Path) -> None:
    page.goto((out / "audit" / "index.html").as_uri())
    ids = [row[0] for row in rows(out, "SELECT check_id FROM findings")]
    assert len(ids) == 6, "two slips in each of three files"
    assert sorted(page.locator(".item").evaluate_all("items => items.map(i => i.dataset.id)")) == sorted(ids)
    assert "6 / 6" in page.inner_text("#count")


def test_filters_leave_what_is_asked_for(page: Page, out: Path) -> None:
    page.goto((out / "audit" / "index.html").as_uri())
    page.select_option("#kind", "=part_whole")
    expect(page.locator(".item")).to_have_count(3)
    page.fill("#search", "nothing like it")
    expect(page.locator(".item")).to_have_count(0)
    page.fill("#search", "LON hon TONG 265")
    expect(page.locator(".item")).to_have_count(3)
    page.fill("#search", "tổng 265 c.txt")
    expect(page.locator(".item")).to_have_count(1)
    page.click('[data-level="major"]')
    expect(page.locator(".item")).to_have_count(0)


def test_one_click_leads_to_the_numbers_on_their_page(page: Page, out: Path) -> None:
    page.goto((out / "audit" / "index.html").as_uri())
    page.locator(".item", has_text="a.pdf").first.click()
    page.wait_for_selector(".layer .box")
    assert "#finding=" in page.url
    assert page.locator("#detail").is_visible()


@pytest.mark.parametrize("name", ["a.pdf", "b.pdf"])
def test_boxes_stand_where_the_warehouse_says(page: Page, out: Path, name: str) -> None:
    page.goto(file_of(out, name))
    query = """
    SELECT c.check_id, o.page, o.position, o.x0, o.y0, o.x1, o.y1, p.width, p.height
    FROM findings c JOIN check_operands o USING (check_id)
    JOIN pages p ON p.document_id = c.document_id AND p.page = o.page
    WHERE c.path = ? ORDER BY ALL
    """
    found = rows(out, query, name)
    assert len({row[0] for row in found}) == 2
    for check_id, _, position, *numbers in found:
        x0, y0, x1, y1, width, height = map(float, numbers)
        page.evaluate("id => { location.hash = '#finding=' + id; }", check_id)
        box = page.locator(f'.layer .box[data-n="{position + 1}"]')
        box.wait_for()
        paper = page.locator(".sheet img").bounding_box()
        drawn = box.bounding_box()
        assert paper
        assert drawn
        scale = paper["width"] / width
        assert paper["height"] / height == pytest.approx(scale, rel=0.01)
        assert drawn["x"] - paper["x"] == pytest.approx((x0 - PAD) * scale, abs=1)
        assert drawn["y"] - paper["y"] == pytest.approx((y0 - PAD) * scale, abs=1)
        assert drawn["width"] == pytest.approx((x1 - x0 + 2 * PAD) * scale, abs=1)
        assert drawn["height"] == pytest.approx((y1 - y0 + 2 * PAD) * scale, abs=1)


def test_picture_is_only_there_for_pages_with_findings(page: Page, out: Path) -> None:
    page.goto(file_of(out, "a.pdf"))
    document_id = page.url.rpartition("/")[2].split(".")[0]
    pictures = page.locator('script[id^="picture-"]')
    assert [picture.get_attribute("id") for picture in pictures.all()] == [f"picture-{document_id}-2"]
    decode = "document.querySelector('.sheet img').decode()"
    assert page.evaluate(f"{decode}.then(() => document.querySelector('.sheet img').naturalWidth)") > 800


def test_text_is_marked_word_for_word(page: Page, out: Path) -> None:
    page.goto(file_of(out, "c.txt"))
    query = """
    SELECT o.text FROM findings f JOIN check_operands o USING (check_id)
    WHERE f.path = 'c.txt' AND f.kind = 'part_whole' ORDER BY o.char_start
    """
    page.locator(".item", has_text="265").click()
    marked = page.locator("mark.box").evaluate_all(FIRST_WORDS)
    assert marked == [row[0] for row in rows(out, query)]
    expect(page.locator("mark.box.accused")).to_have_count(1)


def test_deep_link_by_check_and_by_content(page: Page, out: Path) -> None:
    for check_id, key in rows(out, "SELECT check_id, content_key FROM findings WHERE path = 'a.pdf'"):
        for wanted in (check_id, key):
            page.goto("about:blank")
            page.goto(f"{file_of(out, 'a.pdf')}#finding={wanted}")
            expect(page.locator(CURRENT)).to_have_attribute("data-id", check_id)


def test_links_of_the_workbook_lead_on(page: Page, out: Path) -> None:
    ((check_id, document_id),) = rows(out, "SELECT check_id, document_id FROM findings WHERE path = 'a.pdf' LIMIT 1")
    page.goto(f"{(out / 'audit' / 'index.html').as_uri()}#finding={check_id}&document={document_id}")
    page.wait_for_selector(".layer .box")
    expect(page.locator(CURRENT)).to_have_attribute("data-id", check_id)
    assert f"/documents/{document_id}.html#" in page.url


def test_every_number_of_the_page_by_kind(page: Page, out: Path) -> None:
    page.goto(file_of(out, "a.pdf"))
    expect(page.locator(".layer .number")).to_have_count(0)
    page.keyboard.press("l")
    query = """
    SELECT count(*) FROM mentions JOIN documents USING (document_id)
    WHERE path = 'a.pdf' AND page = 2 AND x0 IS NOT NULL
    """
    assert page.locator(".layer .number").count() == rows(out, query)[0][0]
    assert page.locator("#legend").is_visible()
    page.goto(file_of(out, "c.txt"))
    page.keyboard.press("l")
    numbers = page.locator("#sheets .number.k-figure, #sheets mark.box").evaluate_all(FIRST_WORDS)
    assert {"40", "50", "90", "265", "29", "336"} <= set(numbers)


def test_keys_decide_and_the_file_goes_out_and_in(page: Page, out: Path, browser: Browser, tmp_path: Path) -> None:
    page.goto(file_of(out, "c.txt"))
    first, second = [str(item.get_attribute("data-id")) for item in page.locator(".item").all()]
    page.keyboard.press("c")
    expect(page.locator(CURRENT)).to_have_attribute("data-id", second)  # confirming goes on to the next
    page.keyboard.press("d")
    note = 'Số "đúng", theo biểu =1+1'
    page.keyboard.type(note)
    page.keyboard.press("Enter")
    expect(page.locator(f'.item[data-id="{first}"] .state.confirmed')).to_have_count(1)
    expect(page.locator(f'.item[data-id="{second}"] .state.dismissed')).to_have_count(1)
    page.reload()
    expect(page.locator(".item .state")).to_have_count(2)  # the browser remembers
    path = tmp_path / "reviews.csv"
    export(page, path)
    written = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert {row["review"]: row["note"] for row in written} == {"confirmed": "", "dismissed": note}
    other = browser.new_context().new_page()
    other.goto(file_of(out, "c.txt"))
    assert other.locator(".item .state").count() == 0
    other.set_input_files("#file", path)
    expect(other.locator(".item .state")).to_have_count(2)
    other.context.close()


def test_a_reason_is_asked_for_and_a_rule_can_be_muted(page: Page, out: Path) -> None:
    page.goto(file_of(out, "c.txt"))
    page.keyboard.press("d")
    page.keyboard.press("Enter")
    expect(page.locator(".item .state")).to_have_count(0)  # no dismissal without a reason
    page.keyboard.type("không áp dụng")
    page.check("#reason-mute")
    muted = str(page.locator(CURRENT).get_attribute("data-id"))
    page.click("#reason button")
    expect(page.locator(".item .state.dismissed")).to_have_count(1)
    expect(page.locator(CURRENT)).not_to_have_attribute("data-id", muted)
    page.keyboard.press("k")
    expect(page.locator(CURRENT)).to_have_attribute("data-id", muted)
    page.keyboard.press("u")
    expect(page.locator(".item .state")).to_have_count(0)


def test_decisions_come_back_with_the_next_run(browser: Browser, tmp_path: Path) -> None:
    """From the page into reviews.csv, into checks.review, and into the pages of the next run, for all documents."""
    reports = [make_report(f"{letter}.txt", f"tổ {letter}") for letter in "ab"]
    reports[1].checks[0] = replace(reports[1].checks[0], rule="other_rule")
    parcels = [report.parcel() for report in reports]
    layout = write_audit(tmp_path, *parcels)
    page = browser.new_page()
    page.goto((layout.audit / "documents" / f"{reports[0].document_id}.html").as_uri())
    page.keyboard.press("s")
    page.fill("#reason-value", "125")
    page.fill("#reason-note", "đã gọi điện")
    page.keyboard.press("Enter")
    page.goto((layout.audit / "documents" / f"{reports[1].document_id}.html").as_uri())
    expect(page.locator("#unsaved")).to_have_text("1")  # nothing was exported yet
    page.keyboard.press("d")
    page.fill("#reason-note", "không áp dụng")
    page.check("#reason-mute")
    page.keyboard.press("Enter")
    export(page, layout.reviews)
    expect(page.locator("#unsaved")).to_be_hidden()
    page.context.close()
    before = read_reviews(layout.reviews)
    assert {(d.content_key != "", d.rule, d.review, d.note) for d in before.values()} == {
        (True, "part_whole", "corrected", "đã gọi điện"),
        (False, "other_rule", "dismissed", "không áp dụng"),
    }
    write_audit(tmp_path, *parcels)
    found = rows(tmp_path, "SELECT path, review, review_note FROM findings ORDER BY path")
    assert found == [
        ("a.txt", "corrected", "→ 125; đã gọi điện"),
        ("b.txt", "dismissed", "cả quy tắc được tắt — the whole rule is muted; không áp dụng"),
    ]
    page = browser.new_page()
    page.goto((layout.audit / "index.html").as_uri())
    expect(page.locator(".item .state.corrected")).to_have_count(1)
    expect(page.locator(".item .state.dismissed")).to_have_count(1)
    page.locator(".item", has_text="b.txt").first.click()
    assert page.inner_text("#detail p.note") == "Cả quy tắc đã được tắt: không áp dụng"
    export(page, tmp_path / "again.csv")
    assert read_reviews(tmp_path / "again.csv") == before, "a page exports the decisions of all documents"
    page.keyboard.press("u")
    expect(page.locator(".item .state.dismissed")).to_have_count(0)
    export(page, tmp_path / "less.csv")
    assert [d.review for d in read_reviews(tmp_path / "less.csv").values()] == ["corrected"]
    page.context.close()


def export(page: Page, path: Path) -> None:
    with page.expect_download() as download:
        page.click("#export")
    download.value.save_as(path)


def test_served_on_loopback_decisions_are_written_at_once(browser: Browser, out: Path, tmp_path: Path) -> None:
    server = ReviewServer(out / "audit", tmp_path / "reviews.csv")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    page = browser.new_context().new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type in {"error", "warning"} else None)
    try:
        page.goto(server.address)
        page.locator(".item", has_text="c.txt").first.click()
        page.wait_for_selector("mark.box")
        page.keyboard.press("c")
        expect(page.locator(".item .state.confirmed")).to_have_count(1)
        page.wait_for_timeout(200)
        (decision,) = read_reviews(tmp_path / "reviews.csv").values()
        assert (decision.review, decision.path) == ("confirmed", "c.txt")
        page.goto(server.address)
        expect(page.locator(".item .state.confirmed")).to_have_count(3)  # the same slip in three containers
        assert not wrong
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        page.context.close()


def test_both_languages(page: Page, out: Path) -> None:
    page.goto(file_of(out, "c.txt"))
    assert "Văn bản ghi" in page.inner_text("#detail")
    assert "As printed" not in page.inner_text("#detail")
    page.click('[data-speak="en"]')
    assert "As printed" in page.inner_text("#detail")
    assert "Văn bản ghi" not in page.inner_text("#detail")
    assert page.get_attribute("html", "lang") == "en"
    page.reload()
    assert "As printed" in page.inner_text("#detail")


def test_print_holds_every_finding(page: Page, out: Path) -> None:
    page.goto(file_of(out, "a.pdf"))
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator("#printed article")).to_have_count(2)
    assert page.locator("#printed").is_visible()
    assert not page.locator(".tools").is_visible()
    assert len(page.pdf(format="A4")) > 1000


def test_a_phones_width(browser: Browser, out: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    page = context.new_page()
    for address in ((out / "audit" / "index.html").as_uri(), file_of(out, "a.pdf")):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(".side").is_visible()
    assert not page.locator(".view").is_visible()
    page.locator(".item").first.tap()
    page.locator(".view").wait_for()
    box = page.locator(".layer .box.accused").bounding_box()
    assert box
    assert 0 <= box["x"] <= 390 - box["width"]
    page.locator(".to-list").tap()
    assert page.locator(".side").is_visible()
    context.close()


def test_on_a_phone_the_numbers_of_a_long_text_stand_below_the_verdict(browser: Browser, tmp_path: Path) -> None:
    report = make_report(around="\nCác giải pháp khác được thực hiện trong năm, không có con số nào.\n" * 200)
    audit = write_audit(tmp_path, report.parcel()).audit
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    page = context.new_page()
    page.goto((audit / "documents" / f"{report.document_id}.html").as_uri())
    page.locator(".item").first.tap()
    for _ in range(2):
        box, frame = page.locator("mark.box.accused").bounding_box(), page.locator("#sheets").bounding_box()
        assert box
        assert frame
        assert frame["y"] <= box["y"] <= frame["y"] + frame["height"] / 2
        assert box["y"] + box["height"] <= 844, "seen without moving the page"
        page.wait_for_timeout(300)  # the rest of the text has been set meanwhile
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_for_those_who_do_not_see(
    browser: Browser, out: Path, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 800}, bypass_csp=True)
    page = context.new_page()
    for address in ((out / "audit" / "index.html").as_uri(), file_of(out, "a.pdf"), file_of(out, "c.txt")):
        page.goto(address)
        page.add_script_tag(path=AXE)
        found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
        serious = [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in {"serious", "critical"}]
        assert not serious, json.dumps(serious, ensure_ascii=False, indent=1)
    context.close()


def test_hostile_text_stays_text(page: Page, tmp_path: Path) -> None:
    report = make_report(f"a{HOSTILE.replace('/', '')}b.txt", HOSTILE)
    report.document_changes = {"title": HOSTILE + "Đ" * 100_000, "issuer": HOSTILE}
    layout = write_audit(tmp_path, report.parcel())
    page.goto((layout.audit / "index.html").as_uri())
    expect(page.locator("main img")).to_have_count(0)
    page.locator(".item").first.click()
    page.wait_for_selector("mark.box")
    expect(page.locator("img")).to_have_count(0)
    assert HOSTILE[:20] in page.inner_text("#sheets")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert os.path.getsize(layout.audit / "index.html") < 200_000
