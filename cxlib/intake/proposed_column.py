"""One column of a proposed mapping, with the reason for what is proposed and the questions left to the user."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from cxlib.terms.programme import QuestionKind

Kind = Literal[
    "response", "customer", "date", "stage", "dimension", "question", "open", "operation", "weight", "choices", "skip"
]

#: More choices than this would cut the answers into too many groups; a page lets them be taken one by one.
MOST_CHOICES: Final = 8

#: Why a column is proposed as it is; a page says them in its own language.
REASONS: Final = {
    "empty": "the column is empty",
    "constant": "every row says the same",
    "personal": "it seems to hold names, addresses or other personal data, which are not needed",
    "technical": "it seems to be a number or address that the survey tool keeps for itself",
    "layout_date": "the tool keeps the day of the answer here",
    "layout_id": "the tool keeps the id of the answer here",
    "layout_other": "the tool fills this column itself",
    "known_question": "the programme has a question of this name",
    "known_dimension": "the programme has a dimension of this name",
    "known_open": "the programme has an open question of this name",
    "known_operation": "the programme has an operational measurement of this name",
    "dates": "its values are dates",
    "one_day": "its value is a date, the same on every row",
    "another_date": "another column is taken for the day of the answer",
    "unique_ids": "every row has a value of its own, and the name or form is that of an id",
    "another_response": "another column is taken for the id of the answer",
    "repeated_ids": "the name says that it tells respondents apart, who may stand on several rows",
    "customer_ids": "the name says that it tells customers apart",
    "another_customer": "another column is taken for the customer",
    "weights": "the name says that it is a weight, and the values are numbers",
    "another_weight": "another column is taken for the weight",
    "another_stage": "another column is taken for the lifecycle stage",
    "numbers_on_scale": "its values are whole numbers on a short scale",
    "recommending": "it asks about recommending, and its values lie on 0–10",
    "stray_numbers": "nearly all its values lie on a short scale, and these do not, so their rows will be rejected",
    "damaged_ids": "it is named like an id, but its values tell no rows apart; a spreadsheet seems to have spoilt them",
    "words_on_scale": "its values are the words of a common scale",
    "numbers_and_words": "most values are numbers of a scale, and some are words for its ends",
    "led_by_number": "its values begin with their number on a scale",
    "several_choices": "its cells hold several choices joined together",
    "many_choices": "so many choices would cut the answers into groups of one; take those that matter",
    "one_choice": "a column of its own for one choice, filled where it was chosen",
    "few_values": "few different values, each on many rows",
    "own_words": "its values seem to be people's own words, even where several rows say the same",
    "long_texts": "its values are texts, nearly all different",
    "codes": "its values are codes, nearly all different, and nothing says what they tell",
    "nps_group": "the tool works it out from the score, which stands in a column of its own",
    "scale_in_name": "its values are whole numbers, and its name says the scale",
    "out_of": "its values name the highest score beside their own",
    "some_words_on_scale": "some of its values are the words of a common scale",
    "numbers": "its values are numbers that lie on no short scale",
}

#: What is asked where the values alone do not tell.
ASKS: Final = {
    "scale": "Which are the lowest and the highest answer? The values do not reach both ends of one common scale.",
    "words": "Which numbers do the words mean?",
    "own_words": "Are these people's own words? If they are choices of a list, make the column a dimension.",
    "damaged_ids": "Can the ids be exported again? Keep the column as text when the file is opened in a spreadsheet.",
    "identical_rows": "Some rows are identical and no column is an id. Are they the same answer? They count once.",
    "missing": "Do these codes mean that there is no answer?",
    "date": "Is the day or the month first? The values can be read either way.",
    "direction": "Is the highest answer the best one?",
    "nothing_asked": "No column holds a score or an open answer. Is this a file of answers?",
    "no_date": "No column holds the day of the answer. On which day were the answers given?",
}


@dataclass(frozen=True)
class ProposedColumn:
    """`verbal` pairs words with their number; `unsettled` are words whose number has to be asked.

    `strays` are numbers outside the scale.
    """

    name: str
    kind: Kind
    reason: str
    id: str = ""
    label: str = ""
    question_kind: QuestionKind = "rating"
    low: int = 0
    high: int = 0
    best: Literal["high", "low"] = "high"
    missing: tuple[str, ...] = ()
    verbal: tuple[tuple[str, int], ...] = ()
    unsettled: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    is_within: bool = False
    separator: str = ""
    options: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    filled: int = 0
    distinct: int = 0
    asks: tuple[str, ...] = ()
    likelihood: float = 0.0
    strays: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """The reason in words, with the numbers that lie outside the scale."""
        return REASONS[self.reason] + (f": {', '.join(self.strays)}" if self.strays else "")
