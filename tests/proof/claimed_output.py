"""A rendering for tests: the text of a claimed document as it stands, with its claims."""

from lxml import etree

from siglum.proof.claims import TARGET, claimed
from siglum.proof.proof import Proof, prove
from siglum.proof.source_text import SourceText
from siglum.render.outputs import Format, View

TEI = "http://www.tei-c.org/ns/1.0"


def tei(text: str) -> etree._ElementTree:
    """Return a document with a body of this markup."""
    title = "<fileDesc><titleStmt><title>Of rivers</title></titleStmt></fileDesc>"
    whole = (
        f'<TEI xmlns="{TEI}"><teiHeader>{title}</teiHeader><text><body>{text}</body></text></TEI>'
    )
    return etree.ElementTree(etree.fromstring(whole))


def told(element: etree._Element) -> str:
    """Return the text of an element of a claimed tree with its claims, in order."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            parts.append(told(child))
        elif getattr(child, "target", None) == TARGET:
            parts.append(str(child.text))
        parts.append(child.tail or "")
    return "".join(parts)


def output_of(tree: etree._ElementTree) -> str:
    """Return a document's claimed text, the header left out, as plain text has it."""
    (text,) = claimed(tree).getroot().iterchildren(f"{{{TEI}}}text")
    return told(text)


def proof_of(
    tree: etree._ElementTree,
    output: str,
    view: View = View.CRITICAL,
    format: Format = Format.TEXT,
) -> Proof:
    """Prove an output of a document."""
    return prove(SourceText.of(tree.getroot()), output, view, format)
