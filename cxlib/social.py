"""Posts on social media beside the survey: under the one rule of privacy, and never among its respondents."""

from __future__ import annotations

from cxlib.errors import NoStore, SelectionError
from cxlib.measures.guard import Guard
from cxlib.measures.social import agreement, social_quarter
from cxlib.store.definitions import score_question
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.programme import Label, Programme, Question
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Selection
from cxlib.terms.social import PostTally, Social

#: The measure that a survey is compared by, where it has one.
INDEX = "cx_index"
#: The survey's headline number by quarter.
Series = tuple[tuple[Quarter, Estimate | Withheld], ...]


def social(store: FeedbackStore, programme: Programme, selection: Selection, survey: Series = ()) -> Social:
    """Return how the posts sound in a quarter and over all quarters, and how that goes with a survey.

    Parameters
    ----------
    store, programme
        Those of the posts.
    selection
        A quarter (None: the latest) and filters of the posts' own dimensions, such as the platform.
    survey
        The survey's `headline_name` by quarter, where there is a survey.

    Raises
    ------
    SelectionError
        When the programme is about no posts, or the quarter, a dimension or a value does not exist.
    NoStore
        When there are no posts.
    """
    question = programme.question(programme.social)
    if question is None:
        raise SelectionError("This programme is about no posts on social media: it has no [social] with their tone.")
    quarters = store.quarters()
    if not quarters:
        raise NoStore("There are no posts yet. Import some: python -m cxlib import FILE --profile social_posts.")
    chosen = selection.quarter or quarters[-1]
    if chosen not in quarters:
        raise SelectionError(f"There are no posts of {chosen}. There are posts of {quarters[0]}–{quarters[-1]}.")
    tallies = store.post_tally(question, selection.where)
    smallest = programme.smallest_group
    told = tuple(
        social_quarter(
            quarter,
            tallies.get(quarter, PostTally()),
            smallest,
            Guard.of(store, quarter, smallest).refusal(selection.where),
        )
        for quarter in quarters
    )
    return Social(told[quarters.index(chosen)], told, survey, agreement(told, survey))


def headline_name(programme: Programme) -> str | None:
    """Return the measure that a survey is compared by: its index, else the question beside its open answers."""
    scoring: Question | None = score_question(programme)
    return INDEX if programme.index_versions else scoring.id if scoring else None


def headline_label(programme: Programme) -> Label:
    """Return what that measure is called."""
    scoring = score_question(programme)
    return programme.index_label if programme.index_versions else scoring.label if scoring else Label()
