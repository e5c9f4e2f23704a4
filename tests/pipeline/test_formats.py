"""`solieu audit --format`: what other programs read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from pipeline.audit.masking import Mask
from pipeline.cli_formats import escape_data, escape_property, print_findings
from schemas.check import Review
from schemas.parcel import Parcel
from tests.audit.writing import make_report, write_audit


def show(folder: Path, form: str, *parcels: Parcel) -> str:
    with duckdb.connect(write_audit(folder, *parcels).warehouse, read_only=True) as connection:
        return print_findings(connection, form, Mask())


def test_json_has_everything(tmp_path: Path) -> None:
    found = json.loads(show(tmp_path, "json", make_report().parcel()))
    finding, question = found["findings"]
    assert (finding["stated"], finding["expected"], finding["line"], finding["column"]) == ("120", "125", 1, 12)
    assert [operand["text"] for operand in finding["operands"]] == ["120", "30", "95"]
    assert question["is_question"]
    assert [document["path"] for document in found["documents"]] == ["báo cáo.txt"]


def test_sarif(tmp_path: Path) -> None:
    report = make_report("a b/báo cáo.txt")
    log = json.loads(show(tmp_path, "sarif", report.parcel()))
    (run,) = log["runs"]
    (result,) = run["results"]
    assert (log["version"], result["level"]) == ("2.1.0", "error")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%20b/b%C3%A1o%20c%C3%A1o.txt"
    assert place["region"] == {"startLine": 1, "startColumn": 12}
    assert result["ruleId"] in {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert "suppressions" not in result


def test_what_is_dismissed_is_suppressed(tmp_path: Path) -> None:
    report = make_report()
    report.checks[0] = replace(report.checks[0], review=Review.DISMISSED, review_note="nhầm")
    layout = write_audit(tmp_path, report.parcel())
    with duckdb.connect(layout.warehouse) as connection:
        connection.execute("UPDATE checks SET review = 'dismissed', review_note = 'nhầm'")
        (result,) = json.loads(print_findings(connection, "sarif", Mask()))["runs"][0]["results"]
        assert result["suppressions"] == [{"kind": "external", "justification": "nhầm"}]
        assert print_findings(connection, "github", Mask()) == ""


def test_github_commands_cannot_be_forged(tmp_path: Path) -> None:
    report = make_report("a,b:c.txt")
    report.checks[0] = replace(report.checks[0], explanation_vi="một\n::error::hai 50%")
    (line,) = show(tmp_path, "github", report.parcel()).splitlines()
    assert line.startswith("::error file=a%2Cb%3Ac.txt,line=1,col=12,title=")
    assert "một%0A::error::hai 50%25" in line


@pytest.mark.parametrize(("text", "data", "name"), [("a%b", "a%25b", "a%25b"), ("a:b,c", "a:b,c", "a%3Ab%2Cc")])
def test_escapes(text: str, data: str, name: str) -> None:
    assert (escape_data(text), escape_property(text)) == (data, name)
