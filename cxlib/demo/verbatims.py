"""What the demo company's customers wrote: an answer for every encounter whose customer had something to say."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from cxlib.demo import company, truths
from cxlib.demo.chance import Chance
from cxlib.demo.encounters import Encounter
from cxlib.demo.habits import Habits, as_spoken, habits, typed
from cxlib.demo.personal import signed
from cxlib.demo.phrases import Bank, Line, read_bank

#: No answer opens with the same five words as any of this many before it, or holds a whole clause of theirs.
MEMORY = 90
TRIES = 40
TAGS = {
    "consumer": "c",
    "business": "b",
    "account": "acc",
    "savings": "sav",
    "business_finance": "biz",
    "established": "est",
    "ended": "end",
    "": "adult",
    "from_18": "young",
    "from_30": "adult",
    "from_45": "adult",
    "from_60": "old",
    "from_75": "old",
}
#: Share of answers by plan: a word or two, one sentence, two, three or more, a whole story.
PLANS = (("short", 0.08), ("one", 0.25), ("two", 0.32), ("more", 0.26), ("story", 0.09))
TERSE_PLANS = (("short", 0.22), ("one", 0.40), ("two", 0.26), ("more", 0.10), ("story", 0.02))
JUNK = ("-", "-", "--", ".", "ei mitään", "Ei mitään", "en tiedä", "ei kommentteja", "x")
JUNK_RATE = 0.02


@dataclass(frozen=True)
class Written:
    """One open answer as it was typed, and the causes it really speaks of (known only here; never exported)."""

    text: str
    causes: tuple[str, ...]
    language: str


class Writers:
    """Everybody who writes, one after another in order of date, with a memory of what was just said."""

    def __init__(self, seed: int) -> None:
        self._chance = Chance(seed)
        self._seed = seed
        self._banks = {language: read_bank(language) for language in ("fi", "sv", "en")}
        self._openings: deque[str] = deque(maxlen=MEMORY)
        self._sentences: set[str] = set()
        self._said_in_each: deque[frozenset[str]] = deque()
        self._texts: set[str] = set()

    def write(self, encounter: Encounter) -> Written | None:
        """What this customer wrote; None when they wrote nothing, an answer without causes when only a dash."""
        if not encounter.wrote:
            return None
        customer = encounter.customer
        if self._chance.happens(JUNK_RATE):
            return Written(self._chance.pick(JUNK if customer.language == "fi" else JUNK[:4]), (), customer.language)
        hand = habits(customer.language, customer.segment, customer.age_group, self._seed * 31 + customer.number)
        written = self._attempt(encounter, hand)
        for _ in range(TRIES):
            if not self._is_worn(written.text):
                break
            written = self._attempt(encounter, hand)
        self._openings.append(opening(written.text))
        self._remember(sentences(written.text))
        self._texts.add(written.text.casefold())
        text = signed(written.text, customer.language, self._chance)
        return Written(text, written.causes, customer.language)

    def _remember(self, said: frozenset[str]) -> None:
        self._said_in_each.append(said)
        self._sentences |= said
        if len(self._said_in_each) > MEMORY:
            self._sentences -= self._said_in_each.popleft().difference(*self._said_in_each)

    def _is_worn(self, text: str) -> bool:
        if len(text.split()) < 5:
            return self._chance.happens(0.5) and opening(text) in self._openings
        known = opening(text) in self._openings or text.casefold() in self._texts
        return known or not self._sentences.isdisjoint(sentences(text))

    def _attempt(self, encounter: Encounter, hand: Habits) -> Written:
        draft = _Draft(self._banks[encounter.customer.language], encounter, hand, self._chance)
        parts = draft.compose()
        if hand.register == "s" and encounter.customer.language == "fi":
            parts = [as_spoken(part, self._chance) for part in parts]
        text = typed(" ".join(parts), hand, KEPT_WORDS, self._chance)
        return Written(text, tuple(draft.causes), encounter.customer.language)


class _Draft:
    """One answer in the making."""

    def __init__(self, bank: Bank, encounter: Encounter, hand: Habits, chance: Chance) -> None:
        self._bank = bank
        self._encounter = encounter
        self._hand = hand
        self._chance = chance
        self._traits = _traits(encounter, hand)
        self._filling = _filling(bank, encounter)
        self._tone = _tone(encounter.nps, chance)
        self.causes: list[str] = []

    def compose(self) -> list[str]:
        plan = self._chance.weighted(TERSE_PLANS if self._hand.drops_full_stop > 0.5 else PLANS)
        topics = list(self._encounter.causes[:3])
        if len(topics) > 1 and self._chance.happens(0.5):
            topics.reverse()
        if not topics:
            return self._without_cause(plan)
        return {"short": self._short, "one": self._one, "two": self._two, "more": self._more, "story": self._story}[
            plan
        ](topics)

    def _without_cause(self, plan: str) -> list[str]:
        if plan == "short" or (plan == "one" and self._chance.happens(0.25)):
            return self._say(self._tone, "short")
        parts = self._say(self._tone, "core")
        if plan in ("more", "story"):
            parts += self._say(self._tone, "core")
        if plan != "one":
            parts += self._say("open", "wish") if self._chance.happens(0.3) else self._closing()
        return parts

    def _short(self, topics: list[str]) -> list[str]:
        parts = self._about(topics[0], "short") or self._about(topics[0], "core")
        if parts and len(topics) > 1 and self._chance.happens(0.5):
            second = self._about(topics[1], "short")
            if second:
                joint = parts[0].rstrip(".!?") + self._chance.pick((", ", ", ", " ja ", " + ", ". "))
                return [(joint if self._encounter.customer.language == "fi" else joint[:-4] + ", ") + _low(second[0])]
        return parts or self._without_cause("short")

    def _one(self, topics: list[str]) -> list[str]:
        first = self._about(topics[0], "core")
        if not first:
            return self._without_cause("one")
        if len(topics) > 1 and self._chance.happens(0.9):
            return self._joined(first, topics[0], topics[1])
        return first

    def _joined(self, first: list[str], one: str, other: str) -> list[str]:
        """Two causes in one breath: "mutta" between praise and blame where both are plain sentences."""
        second = self._about(other, "core")
        turns = (one in truths.PRAISE) != (other in truths.PRAISE)
        if second and turns and _is_plain(first[0]) and _is_plain(second[0]):
            but = {"fi": "mutta", "sv": "men", "en": "but"}[self._encounter.customer.language]
            return [f"{first[0].rstrip('.')}, {but} {_low(second[0])}"]
        return first + second

    def _two(self, topics: list[str]) -> list[str]:
        first = self._about(topics[0], "core")
        if not first:
            return self._without_cause("two")
        if len(topics) > 1:
            return self._joined(first, topics[0], topics[1])
        way = self._chance.weighted((("follow", 0.52), ("close", 0.2), ("but", 0.13), ("open", 0.15)))
        if way == "open":
            return self._say("open", "any") + first
        return first + self._after(way, topics[0])

    def _more(self, topics: list[str]) -> list[str]:
        parts = self._say("open", "any") if self._chance.happens(0.3) else []
        cores = [sentence for topic in topics[:2] for sentence in self._about(topic, "core")]
        if not cores:
            return self._without_cause("more")
        ways = ["follow", "but", "wish", "close"]
        wanted = 3 + self._chance.below(4) - len(parts) - len(cores)
        parts += cores
        for way in ways:
            if wanted > 0 and self._chance.happens(0.8 if way == "follow" else 0.55):
                parts += self._after(way, topics[0])
                wanted -= 1
        return parts

    def _story(self, topics: list[str]) -> list[str]:
        for topic in topics:
            story = self._about(topic, "story")
            if story:
                others = [sentence for other in topics if other != topic for sentence in self._about(other, "core")]
                story += self._about(topic, "follow") if self._chance.happens(0.2) else []
                return story + others + (self._closing() if self._chance.happens(0.3) else [])
        return self._more(topics)

    def _after(self, way: str, topic: str) -> list[str]:
        if way == "follow":
            return self._about(topic, "follow") or self._closing()
        if way == "but":
            return [] if topic in truths.PRAISE or self._encounter.nps <= 2 else self._say("open", "but")
        if way == "wish":
            return self._say("open", "wish") if self._chance.happens(0.4) else []
        return self._closing()

    def _closing(self) -> list[str]:
        """An ending that fits both the score and what was said: no farewell in anger after praise."""
        nps, said = self._encounter.nps, self.causes
        if any(cause not in truths.PRAISE for cause in said):
            if nps >= 9:
                return self._say("open", "but")
            return [] if nps >= 5 and any(cause in truths.PRAISE for cause in said) else self._say(self._tone, "close")
        if said:
            return self._say("good", "close") if nps >= 7 else []
        return self._say(self._tone, "close")

    def _about(self, topic: str, kind: str) -> list[str]:
        parts = self._say(topic, kind)
        if parts and topic not in self.causes and kind != "follow":
            self.causes.append(topic)
        return parts

    def _say(self, section: str, kind: str) -> list[str]:
        line: Line | None = self._bank.choose(section, kind, self._traits, self._chance)
        return [] if line is None else [self._bank.words(line, self._filling, self._chance)]


def opening(text: str) -> str:
    """The first five words, without marks and capitals: what a reader recognises.

    >>> opening("Odotin päätöstä kaksi viikkoa, eikä mitään!")
    'odotin päätöstä kaksi viikkoa eikä'
    """
    return " ".join(re.findall(r"\w+", text.casefold())[:5])


def sentences(text: str) -> frozenset[str]:
    """The clauses of four words or more, without marks and capitals: what a reader would meet again.

    >>> sorted(sentences("Ihan ok. Muuten palvelu on hyvää, siitä ei ole kyse!"))
    ['muuten palvelu on hyvää', 'siitä ei ole kyse']
    """
    clauses = (" ".join(re.findall(r"\w+", clause)) for clause in re.split(r"[.!?,;:\n]", text.casefold()))
    return frozenset(clause for clause in clauses if clause.count(" ") >= 3)


def _traits(encounter: Encounter, hand: Habits) -> frozenset[str]:
    invitation = encounter.invitation
    kinds = (invitation.segment, invitation.product, invitation.channel, invitation.stage, invitation.age_group)
    traits = {TAGS.get(value, value) for value in kinds}
    if hand.register:
        traits.add(hand.register)
    if encounter.employee is not None:
        traits.add("emp")
    return frozenset(traits)


def _filling(bank: Bank, encounter: Encounter) -> dict[str, str]:
    day = encounter.invitation.day
    # People speak of this month or the one before; early in a month mostly of the one before.
    month = day.month if day.day > 20 else (day.month - 2) % 12 + 1
    filling = {
        "kk": bank.slots["month"][month - 1],
        "vuosi": str(day.year),
        "nps": str(encounter.nps),
        "numero": bank.slots["number"][encounter.nps],
    }
    return filling | (encounter.employee.forms() if encounter.employee else {})


def _tone(nps: int, chance: Chance) -> str:
    if nps >= 9:
        return "good"
    if nps >= 7:
        return "so_so"
    return "bad" if nps <= 4 or chance.happens(0.4) else "so_so"


def _is_plain(sentence: str) -> bool:
    words = len(sentence.split())
    return sentence.endswith(".") and re.search(r"[,.!?:\"…]", sentence[:-1]) is None and 4 <= words < 15


def _low(sentence: str) -> str:
    first = sentence.split(maxsplit=1)[0].strip(",.!?")
    return sentence if first in KEPT_WORDS or first.isupper() else sentence[:1].lower() + sentence[1:]


def _kept_words() -> frozenset[str]:
    names: Iterable[str] = (form for person in company.STAFF for form in person.forms().values())
    brands = "Apple Pay Safarilla Skodan Toyotan Volvon Corollan Octavian Kian Passatin Ford Mersun Yariksen Nissanin"
    return frozenset(names) | frozenset(brands.split()) | frozenset(("I", "Google", "Finnish", "English", "Finland"))


#: Names, and words that keep their capital in the middle of a sentence.
KEPT_WORDS = _kept_words()
