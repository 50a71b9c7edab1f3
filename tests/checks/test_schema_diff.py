"""`siglum schema diff`: what it prints, and its exit status."""

from __future__ import annotations

import json
from pathlib import Path

from commands import Siglum
from siglum.checks.schema_diff import as_json, as_text, is_open
from siglum.relaxng import load
from siglum.relaxng.difference import compare


def _schemas(folder: Path, one: str, other: str) -> tuple[Path, Path]:
    paths = folder / "one.rnc", folder / "other.rnc"
    for path, content in zip(paths, (one, other), strict=True):
        path.write_text(f"start = element a {{ {content} }}\n", encoding="utf-8")
    return paths


def test_equal_schemas_exit_with_0(siglum: Siglum, tmp_path: Path) -> None:
    done = siglum("schema", "diff", *_schemas(tmp_path, "text", "token | string"))
    assert done.stdout == "The same documents are valid against one.rnc and other.rnc.\n"
    assert (done.returncode, done.stderr) == (0, "")


def test_differences_are_said_in_words_with_examples(siglum: Siglum, tmp_path: Path) -> None:
    paths = _schemas(tmp_path, "element b { empty }", "element b { attribute x { text }? }?")
    done = siglum("schema", "diff", *paths)
    assert done.returncode == 1
    assert done.stdout == (
        "one.rnc refuses what other.rnc accepts in 2 ways.\n\n"
        "a\n"
        "  one.rnc: the element can't end here: “b” can stand here\n"
        "  other.rnc: the element can end here\n"
        "  valid against other.rnc only:\n"
        "    <a/>\n\n"
        "a/b\n"
        "  one.rnc: “x” is not allowed\n"
        "  other.rnc: “x” is allowed\n"
        "  valid against other.rnc only:\n"
        "    <a>\n"
        '      <b x="x"/>\n'
        "    </a>\n"
    )


def test_json_has_all_that_was_found(siglum: Siglum, tmp_path: Path) -> None:
    paths = _schemas(tmp_path, '"1" | "2"', '"1"')
    done = siglum("schema", "diff", *paths, "--format", "json")
    assert done.returncode == 1
    report = json.loads(done.stdout)
    assert not report["equal"]
    [found] = report["differences"]
    assert (found["kind"], found["path"], found["accepted_by"]) == ("value", ["a"], "left")
    assert found["example"] == "<a>2</a>\n"


def test_a_broken_schema_is_a_finding_and_exits_with_2(siglum: Siglum, tmp_path: Path) -> None:
    paths = _schemas(tmp_path, "text", "elemnt b { text }")
    done = siglum("schema", "diff", *paths)
    assert (done.returncode, done.stdout) == (2, "")
    assert "error[RNG002]" in done.stderr
    assert "other.rnc:1:" in done.stderr
    missing = siglum("schema", "diff", paths[0], tmp_path / "missing.rng")
    assert missing.returncode == 2
    assert "missing.rng" in missing.stderr


def test_what_is_no_schema_of_relax_ng_is_told_both_at_once(siglum: Siglum, tmp_path: Path) -> None:
    (tmp_path / "one.odd").write_text("<TEI/>")
    done = siglum("schema", "diff", "one.odd", "none.rng", cwd=tmp_path)
    assert done.returncode == 2
    assert "error[SG206] “one.odd” is no schema of RELAX NG by its name" in done.stderr
    assert "siglum odd compile" in done.stderr
    assert "error[SG108] there is no such file\n --> none.rng" in done.stderr


def _of_order(folder: Path, name: str, after: int, content: str = "empty") -> Path:
    """Write a schema in which the a must come so many elements before the end."""
    rest = ", (a | b)" * after
    path = folder / name
    path.write_text(
        f"start = element r {{ (a | b)*, a{rest} }}\n"
        f"a = element a {{ {content} }}\nb = element b {{ empty }}\n"
    )
    return path


def test_what_takes_too_many_steps_is_not_decided(siglum: Siglum, tmp_path: Path) -> None:
    paths = _of_order(tmp_path, "one.rnc", 30), _of_order(tmp_path, "other.rnc", 31)
    done = siglum("schema", "diff", *paths)
    assert done.returncode == 2
    assert done.stdout.startswith(
        "Not decided within 500,000 steps, no difference was found so far.\n"
    )


def test_differences_found_before_the_end_are_told(tmp_path: Path) -> None:
    paths = _of_order(tmp_path, "one.rnc", 30), _of_order(tmp_path, "other.rnc", 30, "text")
    found = compare(load(paths[0]), load(paths[1]), 60_000)
    assert not is_open(found)
    text = as_text(found, *paths)
    assert "; not decided within 500,000 steps, there may be more differences." in text
    assert "r/a\n  one.rnc: text can't stand here" in text
    report = json.loads(as_json(found))
    assert (report["equal"], report["finished"]) == (False, False)
    open_ = [one for one in found if one.kind == "unfinished"]
    report = json.loads(as_json(open_))
    assert (report["equal"], report["finished"]) == (None, False)
