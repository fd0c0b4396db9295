"""Which topic a task is about, by the words that say so; none where the words do not agree."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from mandate.tasks.topic_words import WORDS

Place = Literal["section", "title", "body"]

# A heading is the document's own sorting; the text of a task mentions much beside its matter.
WEIGHT: dict[Place, float] = {"section": 3, "title": 2, "body": 1}
FURTHER_WORDS = 0.5
MOST_FURTHER = 2.0
ENOUGH = 4.0
AHEAD = 1.25
BODY_SIGNS = 2000
MOST_REASONS = 4
# 市场监管局, 政务服务办 and 政务服务和公共事务中心 are units, not matters.
OF_A_UNIT = r"(?!局|委(?!托)|厅|部门|协会|和\w{2,6}中心|办(?![理事结成]))"


@dataclass(frozen=True, slots=True)
class Found:
    """A word that pointed to the topic, and where it stands."""

    word: str
    where: Place


@dataclass(frozen=True, slots=True)
class Suggestion:
    topic: str
    reason: tuple[Found, ...]


def suggest_topic(section: str, title: str, body: str) -> Suggestion | None:
    """The topic that a task's words agree on, with the words, strongest first; None when unsure.

    Deterministic and without a database. Body text counts in its first 2,000 characters only.
    """
    scores: defaultdict[str, float] = defaultdict(float)
    reasons: defaultdict[str, list[tuple[float, Found]]] = defaultdict(list)
    places: tuple[tuple[Place, str], ...] = (("section", section), ("title", title), ("body", body[:BODY_SIGNS]))
    for place, text in places:
        for topic, found in _words_in(text).items():
            strongest, *others = sorted(found.values(), reverse=True)
            scores[topic] += WEIGHT[place] * strongest + min(MOST_FURTHER, FURTHER_WORDS * sum(others))
            reasons[topic] += [(WEIGHT[place] * weight, Found(word, place)) for word, weight in found.items()]
    ranked = sorted(scores.items(), key=lambda entry: -entry[1])
    if not ranked or ranked[0][1] < ENOUGH:
        return None
    topic, score = ranked[0]
    if len(ranked) > 1 and score < AHEAD * ranked[1][1]:
        return None
    strongest_first = sorted(reasons[topic], key=lambda entry: -entry[0])
    return Suggestion(topic, tuple(found for _, found in strongest_first[:MOST_REASONS]))


@lru_cache(maxsize=1)
def _pattern() -> tuple[re.Pattern[str], dict[str, list[tuple[str, int]]]]:
    """One pattern of all words, the longest first, and what each word tells."""
    told: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for topic, by_weight in WORDS.items():
        for weight, words in by_weight.items():
            for word in words.split():
                told[word].append((topic, weight))
    longest_first = sorted(told, key=lambda word: (-len(word), word))
    return re.compile(f"(?:{'|'.join(map(re.escape, longest_first))}){OF_A_UNIT}"), dict(told)


def _words_in(text: str) -> dict[str, dict[str, int]]:
    """{topic: {word: weight}}; a word within a longer one is not counted again."""
    pattern, told = _pattern()
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for word in pattern.findall(text):
        for topic, weight in told[word]:
            found[topic][word] = weight
    return found
