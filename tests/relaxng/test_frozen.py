"""Values as frozen dataclasses that are made quickly."""

from __future__ import annotations

import dataclasses
import pickle

from siglum.relaxng.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Missing:
    name: str
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubled:
    name: str
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(Missing):
    to: int


def test_values_are_the_same_if_class_and_fields_are() -> None:
    assert Missing("a", (1,)) == Missing(places=(1,), name="a")
    assert {Missing("a"), Missing("a"), Missing("b"), Doubled("a")} == {
        Doubled("a"),
        Missing("b"),
        Missing("a"),
    }
    assert Missing("a") != Doubled("a")
    assert Missing("a") != Moved("a", to=1)


def test_values_pass_to_other_processes_and_can_be_replaced() -> None:
    moved = Moved("a", to=1)
    assert pickle.loads(pickle.dumps(moved)) == moved
    assert dataclasses.replace(moved, to=2) == Moved("a", to=2)
    assert [field.name for field in dataclasses.fields(moved)] == ["name", "places", "to"]
    assert not hasattr(moved, "__dict__")


def test_a_value_shows_its_fields() -> None:
    assert repr(Moved("a", to=1)) == "Moved(name='a', places=(), to=1)"
