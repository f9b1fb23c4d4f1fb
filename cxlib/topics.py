"""What customers began to write about, and the searches that an organisation follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from cxlib.errors import SelectionError
from cxlib.intake.topics import read_topics
from cxlib.measures.change import change_of
from cxlib.measures.keyness import burst, keyness, risen
from cxlib.measures.multiplicity import benjamini_hochberg
from cxlib.measures.saying import said_trend
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.estimate import Change, Estimate, Withheld
from cxlib.terms.programme import Programme
from cxlib.terms.quarter import Quarter
from cxlib.terms.saying import SaidPoint, Sayings
from cxlib.terms.selection import Search
from cxlib.terms.topic import Emerging, SavedSearch, Topic, TopicAlert, Tracked
from cxlib.text.query import read_query
from cxlib.text.topics import counted, topics_of
from cxlib.text.words import Lexicon, forms, page_lexicon

#: Answers read of the quarter, and of all before it: more would say the same of a word worth telling.
MOST_READ = 10_000
#: Topics told of a quarter.
MOST_TOPICS = 12
#: A word that so large a part of its answers has in one pair is told as the pair.
IN_PAIR = 0.75
FALSE_ALERTS = 0.05


def emerging(store: FeedbackStore, programme: Programme, quarter: Quarter | None = None) -> Emerging:
    """Return the words and pairs of words that came up in a quarter: more than before by more than chance, or new.

    Notes
    -----
    Every word that enough customers wrote is tested, and the tests are corrected together (Benjamini–Hochberg). A word
    of fewer customers than the smallest group is not tested nor told, and neither is one that can only be a name.

    Raises
    ------
    SelectionError
        When there is nothing before the quarter to compare it with.
    """
    now_in, first = _quarter(store, quarter), store.quarters()[0]
    if now_in <= first:
        raise SelectionError(f"{now_in} is the first quarter that has answers, so nothing is new in it.")
    now = store.sayings(now_in, now_in, MOST_READ)
    before = store.sayings(first, now_in.previous, MOST_READ)
    lexicon = page_lexicon(store.words, store.dotted_words)
    said, said_before = counted(list(_said(store, lexicon, now))), counted(list(_said(store, lexicon, before)))
    smallest = programme.smallest_group
    candidates = [
        topic for topic, places in said.items() if len({now.customers[place] for place in places}) >= smallest
    ]
    tested = [
        keyness(len(said[topic]), len(said_before.get(topic, ())), len(now.texts), len(before.texts))
        for topic in candidates
    ]
    found = [
        Topic(
            words=candidates[place],
            kind=tested[place].kind,
            now=len(said[candidates[place]]),
            before=len(said_before.get(candidates[place], ())),
            share=len(said[candidates[place]]) / len(now.texts),
            share_before=len(said_before.get(candidates[place], ())) / max(len(before.texts), 1),
            odds=tested[place].odds,
            q=q,
            burst=burst([now.days[at] for at in said[candidates[place]]], now.days, smallest),
        )
        for place, q in risen(tested)[: 4 * MOST_TOPICS]
    ]
    topics = tuple(_once(found))[:MOST_TOPICS]
    return Emerging(now_in, topics, len(now.texts), now.wrote, len(before.texts), before.wrote, len(tested))


def saved_searches(folder: Path) -> tuple[SavedSearch, ...]:
    """Read the searches that are followed, from the folder's `topics.toml`; none where there is no such file.

    Raises
    ------
    DefinitionError
        When the file says something that cannot be.
    """
    file = folder / "topics.toml"
    return read_topics(file) if file.is_file() else ()


def tracked(
    store: FeedbackStore, programme: Programme, searches: Sequence[SavedSearch], quarter: Quarter | None = None
) -> tuple[Tracked, ...]:
    """Return every saved search over the quarters, and whether its share of those who wrote has moved.

    Notes
    -----
    The quarter's share against the one before; the alerts of all searches together are wrong at most one in twenty
    times (Benjamini–Hochberg). A share that is withheld alarms nobody.
    """
    asked = _quarter(store, quarter)
    quarters = tuple(each for each in store.quarters() if each <= asked)
    trends = [_trend(store, programme, one, quarters, asked) for one in searches]
    changes = [_change(trend, programme) for trend in trends]
    known = [(place, change.p) for place, change in enumerate(changes) if isinstance(change, Change)]
    adjusted = dict(zip((place for place, _ in known), benjamini_hochberg([p for _, p in known]), strict=True))
    return tuple(
        Tracked(one, asked, trend, trend[-1].share, change, _alert(change, float(adjusted.get(place, 1.0))))
        for place, (one, trend, change) in enumerate(zip(searches, trends, changes, strict=True))
    )


def _quarter(store: FeedbackStore, quarter: Quarter | None) -> Quarter:
    quarters = store.quarters()
    if not quarters:
        raise SelectionError("There are no answers yet, so there are no topics.")
    if quarter is not None and quarter not in quarters:
        raise SelectionError(f"There are no answers from {quarter}. There are from {quarters[0]} to {quarters[-1]}.")
    return quarter or quarters[-1]


def _said(store: FeedbackStore, lexicon: Lexicon, read: Sayings) -> Iterator[dict[tuple[str, ...], None]]:
    met = {form for text in read.texts for form in forms(text)}
    lexicon.learn({(word.form, word.language): word for word in store.words_of(met)})
    for text, language in zip(read.texts, read.languages, strict=True):
        yield topics_of(text, language, lexicon)


def _once(topics: Sequence[Topic]) -> Iterator[Topic]:
    """Yield each topic once: not a word that nearly always stands in a pair told, nor a pair of a word that is told."""
    paired = {word: topic.now for topic in topics if len(topic.words) > 1 for word in topic.words}
    told: set[str] = set()
    for topic in topics:
        alone = len(topic.words) == 1
        if alone and paired.get(topic.words[0], 0) >= IN_PAIR * topic.now:
            continue
        if not alone and told & set(topic.words):
            continue
        told.update(topic.words)
        yield topic


def _trend(
    store: FeedbackStore, programme: Programme, topic: SavedSearch, quarters: tuple[Quarter, ...], asked: Quarter
) -> tuple[SaidPoint, ...]:
    lexicon = page_lexicon(store.words, store.dotted_words)
    query = read_query(topic.search, words=lexicon, live=False, wide=topic.wide)
    tally = store.said_tally(Search(query.words, quarters, without=query.without), asked)
    met = {point.quarter: point for point in said_trend(tally, smallest_group=programme.smallest_group)}
    nobody = Withheld("no_answers", "share", programme.smallest_group)
    return tuple(met.get(quarter, SaidPoint(quarter, nobody)) for quarter in quarters)


def _change(trend: tuple[SaidPoint, ...], programme: Programme) -> Change | Withheld:
    if len(trend) < 2:
        return Withheld("no_previous", "share", programme.smallest_group)
    before, now = trend[-2].share, trend[-1].share
    for share in (now, before):
        if isinstance(share, Withheld):
            return share
    assert isinstance(now, Estimate)
    assert isinstance(before, Estimate)
    error = (now.standard_error**2 + before.standard_error**2) ** 0.5
    return change_of(now.value - before.value, error, unit="share", span=1.0)


def _alert(change: Change | Withheld, q: float) -> TopicAlert:
    if isinstance(change, Withheld) or q >= FALSE_ALERTS:
        return "calm"
    return "risen" if change.value > 0 else "fallen"
