"""Apply a compiled schema, and answer its questions for files (see `opening`)."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from siglum.saxon.apart import SaxonApart
from siglum.saxon.stylesheet import Parameter, TransformError
from siglum.schematron import opening, parts
from siglum.schematron.files import MOMENT, Answers, Files, is_question
from siglum.schematron.isolate import Compiled
from siglum.schematron.location import Located
from siglum.schematron.names import internal

_ROUNDS = 50
"""The most runs for one document: in each, rules may ask for files that the last one named."""

_USUAL = 32
"""Questions that are answered in advance for the next document, which may well ask them, too."""


@dataclass(slots=True)
class Said:
    """The result of a run: its report, and what its messages told."""

    report: etree._Element
    questions: list[str] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)
    """Parts that asked for a file that is not opened, each with the reason."""


class Asking:
    """Runs schemas in a process of Saxon, again and again as long as there are new questions."""

    def __init__(self, saxon: SaxonApart, files: Files) -> None:
        self._saxon = saxon
        self._files = files
        self._usual: OrderedDict[str, None] = OrderedDict()

    def run(
        self,
        compiled: Compiled,
        document: Located,
        seconds: float,
        parameters: Mapping[str, Parameter],
        messages: Path | None = None,
    ) -> Said:
        """Apply a schema; its messages go to the file `messages`, if there is one.

        Raises TransformError; Ended if it computes for more than `seconds`.
        """
        usual = dict.fromkeys(self._usual)
        questions = dict(usual)
        for _ in range(_ROUNDS):
            answers = self._answers(compiled, document, questions)
            if answers and answers.is_cut_short and usual:  # again, without answers in advance
                self._usual.clear()
                return self.run(
                    compiled=compiled,
                    document=document,
                    seconds=seconds,
                    parameters=parameters,
                    messages=messages,
                )
            given = {**parameters, **_given(answers, document)}
            result = self._saxon.apply(
                stylesheet=compiled.stylesheet,
                seconds=seconds,
                source=document.tree,
                parameters=given,
                uri=document.uri,
                messages=messages,
            )
            said = _said(result.text, result.messages, len(compiled.program.parts))
            new = [question for question in said.questions if question not in questions]
            if not new:
                return said
            questions |= dict.fromkeys(new)
            self._remember(one for one in new if not one.startswith(MOMENT))
        raise TransformError(f"files name one another, more than {_ROUNDS} in a row")

    def _remember(self, questions: Iterable[str]) -> None:
        for question in questions:
            self._usual[question] = None
        while len(self._usual) > _USUAL:
            self._usual.popitem(last=False)

    def _answers(
        self, compiled: Compiled, document: Located, questions: Iterable[str]
    ) -> Answers | None:
        return self._files.answer(questions, document.uri) if compiled.program.opens_files else None


def _given(answers: Answers | None, document: Located) -> dict[str, Parameter]:
    if answers is None:
        return {}
    given: dict[str, Parameter] = {
        opening.ANSWERS: answers.tree,
        opening.OPENED: answers.documents,
    }
    if document.bases:
        given[opening.INCLUDED] = document.included
    return given


def _said(text: str, messages: Iterable[str], number_of_parts: int) -> Said:
    parser = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True)
    said = Said(etree.fromstring(text, parser))
    known = {str(number) for number in range(number_of_parts)}
    for message in messages:
        told, *fields = message.split("\t", 3)  # a cause may have tabs in it
        match told, fields:
            case parts.TOLD, [number, path, cause] if number in known:
                broken = etree.SubElement(said.report, internal("broken"), part=number, path=path)
                broken.text = cause
            case opening.ASKS, [question] if is_question(question):
                said.questions.append(question)
            case opening.REFUSED, [number, words] if number in known:
                said.refused.append((int(number), unquote(words)))
    return said
