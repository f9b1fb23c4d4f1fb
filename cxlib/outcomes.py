"""What customers did after they answered: from the store's counts to one frozen result for page and command line."""

from __future__ import annotations

from cxlib.errors import NoStore
from cxlib.measures.outcomes import outcome_differences, outcome_shares
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.estimate import Withheld
from cxlib.terms.outcome import OutcomeLine, OutcomeResult, OutcomeTable
from cxlib.terms.programme import Label, Programme

_EVERYBODY = Label(fi="Kaikki asiakkaat", sv="Alla kunder", en="All customers")


def customer_outcomes(store: FeedbackStore, programme: Programme) -> OutcomeResult:
    """Return for every outcome of the programme how often it came true, by class of score and stage.

    Raises
    ------
    NoStore
        When the store holds no answers.

    Notes
    -----
    An outcome belongs to the last answer that its customer gave before it. The answers of all quarters are taken
    together: few are followed in each, and whoever compared two tables of which one has a quarter more could tell what
    few customers did. Where the programme asks no question of kind nps, or nothing was imported, the result is
    `refused` as `no_answers`.
    """
    if not store.quarters():
        raise NoStore("The store holds no answers yet. Import some: python -m cxlib import FILE --profile NAME.")
    smallest = programme.smallest_group
    question = next((question for question in programme.questions if question.kind == "nps"), None)
    if question is None:
        return OutcomeResult((), smallest, Withheld("no_answers", "share", smallest))
    tallies = {each.id: store.outcome_tally(each.id, question) for each in programme.outcomes}
    known = [outcome for outcome in programme.outcomes if tallies[outcome.id].counts]
    stages = tuple(stage.id for stage in programme.stages)
    shares = {each.id: outcome_shares(tallies[each.id], stages, smallest_group=smallest) for each in known}
    differences = outcome_differences(shares)
    labels: dict[str | None, Label] = {None: _EVERYBODY, **{stage.id: stage.label for stage in programme.stages}}
    tables = tuple(
        OutcomeTable(
            outcome.id,
            outcome.label,
            tuple(
                OutcomeLine(stage, labels[stage], line, differences[outcome.id, stage])
                for stage, line in shares[outcome.id].items()
            ),
            tallies[outcome.id].first,
            tallies[outcome.id].last,
        )
        for outcome in known
    )
    return OutcomeResult(tables, smallest, None if tables else Withheld("no_answers", "share", smallest))
