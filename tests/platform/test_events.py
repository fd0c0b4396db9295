import pkgutil
import re
from importlib import import_module

import pytest

import mandate
from mandate.platform.events import EventTag, known_tags

HAN = re.compile(r"[\u4e00-\u9fff]")


def test_every_tag_of_every_room_can_be_read_in_both_languages() -> None:
    for room in pkgutil.iter_modules(mandate.__path__, "mandate."):
        if any(part.name == "events" for part in pkgutil.iter_modules(import_module(room.name).__path__)):
            import_module(f"{room.name}.events")
    tags = [tag for tag in known_tags() if type(tag).__module__.endswith(".events")]
    assert {tag.value.partition(":")[0] for tag in tags} >= {"access", "plans", "tasks", "units", "zones"}
    unreadable = [tag.value for tag in tags if not HAN.search(tag.zh) or not tag.en or HAN.search(tag.en)]
    assert not unreadable, "give these their Chinese and English words in the room's events.py"


def test_tags_are_told_apart() -> None:
    tags = known_tags()
    assert len(set(tags)) == len(tags)
    assert len({tag.zh for tag in tags}) == len(tags)


def test_a_tag_that_is_not_three_words_is_refused() -> None:
    with pytest.raises(TypeError, match="source:subject:action"):

        class Wrong(EventTag):
            SHORT = "only:two"
