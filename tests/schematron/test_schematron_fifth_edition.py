"""Names that XML 1.0 has only since its fifth edition, which Saxon's parser does not read."""

from __future__ import annotations

import pytest

_RULE = """<sch:pattern><sch:rule context="p"><sch:report id="P" test="true()"/></sch:rule>
  </sch:pattern>"""


@pytest.mark.parametrize(
    ("document", "line", "path"),
    [
        ("<a>\n <p>x<ⲁ/></p></a>", 2, "/Q{}a[1]/Q{}p[1]/Q{}ⲁ[1]"),
        ("<a>\n <p ⲁ=''/></a>", 2, "/Q{}a[1]/Q{}p[1]"),
        ("<a>\n <p xmlns:ⲁ='urn:t'/></a>", 2, "/Q{}a[1]/Q{}p[1]"),
        ("<a>\n <p><?ⲁ?></p></a>", 2, "/Q{}a[1]/Q{}p[1]"),
        ("<a>\n <p/></a><?ⲁ?>", 1, "/"),
    ],
)
def test_a_name_that_stops_the_rules_is_named_at_its_place(check, document, line, path) -> None:
    (error,) = check(_RULE, document)
    assert (error.code, error.line, error.path) == ("SCH-STOPPED", line, path)
    assert "“ⲁ” has a character that names have only since the fifth edition" in error.message
    assert error.help == (
        "Use another name: rules are run by Saxon, which reads names by the fourth edition."
    )


def test_a_name_of_letters_that_are_old_stops_nothing(check) -> None:
    found = check(_RULE, "<a><?ä ⲁ?><p é='ⲁ' xmlns:ж='urn:t'><中/>ⲁ</p></a>")
    assert [error.code for error in found] == ["P"]
