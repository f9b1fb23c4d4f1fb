"""Who did not answer, as a plain record for `--json` and as lines for a terminal."""

from __future__ import annotations

from cxlib.publish.record import Record, change_record, value_record
from cxlib.terms.estimate import Withheld
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import Label
from cxlib.terms.silence import Comparison, CrossedRates, Margin, RateGap, Silence, TippingPoint, Weighting
from cxlib.wording.silence import (
    bias_sentence,
    cell_row,
    comparison_sentence,
    crossed_sentence,
    indicator_sentence,
    margin_sentence,
    rate_row,
    silence_method,
    silence_sentence,
    tipping_sentence,
    weighting_sentence,
)
from cxlib.wording.tongue import Tongue


def silence_record(silence: Silence, tongue: Tongue) -> Record:
    """Return everything as JSON-ready values; numbers are not rounded."""
    response = silence.response
    return {
        "quarter": str(silence.quarter),
        "where": {dimension: list(values) for dimension, values in silence.where},
        "sentence": silence_sentence(silence, tongue),
        "response_rate": {
            **value_record(response.rate),
            "invited": response.invited,
            "delivered": response.delivered,
            "answered": response.answered,
        },
        "margins": [_margin(margin, tongue.language) for margin in silence.margins],
        "r_indicator": silence.indicator if isinstance(silence.indicator, float) else None,
        "r_indicator_interval": silence.indicator_interval,
        "r_indicator_refused": _reason(silence.indicator),
        "crossed": _crossed(silence, tongue),
        "weighting": _weighting(silence.weighting),
        "comparisons": [_comparison(comparison) for comparison in silence.comparisons],
        "tipping_point": _tipping(silence.tipping),
        "smallest_group": silence.smallest_group,
    }


def _reason(refused: object) -> str | None:
    return refused.reason if isinstance(refused, (Withheld, Unmeasurable)) else None


def _margin(margin: Margin, language: str) -> Record:
    return {
        "dimension": margin.dimension,
        "name": margin.label.text(language),
        "departure": margin.departure,
        "refused": _reason(margin.refused),
        "what": None if margin.refused is None else margin.refused.what,
        "overlapping": margin.overlapping,
        "groups": [
            {
                "group": group.group,
                "name": group.label.text(language),
                "rate": value_record(group.rate),
                "share_invited": group.share_invited,
                "share_answered": group.share_answered,
                "departure": group.departure,
                "gap": _gap(group.gap),
            }
            for group in margin.groups
        ],
    }


def _gap(gap: RateGap | None) -> Record | None:
    """The rate less that of all others; p is adjusted for everything shown."""
    if gap is None:
        return None
    return {"value": gap.value, "low": gap.low, "high": gap.high, "p_adjusted": gap.p, "is_sure": gap.is_sure}


def _crossed(silence: Silence, tongue: Tongue) -> Record | None:
    crossed = silence.crossed
    if crossed is None:
        return None
    if isinstance(crossed, Unmeasurable):
        return {"refused": crossed.reason, "what": crossed.what, "sentence": crossed_sentence(silence, tongue)}
    return {
        "refused": None,
        "dimensions": list(crossed.dimensions),
        "names": [label.text(tongue.language) for label in crossed.labels],
        "sentence": crossed_sentence(silence, tongue),
        "cells": [
            {
                "groups": list(cell.groups),
                "names": [label.text(tongue.language) for label in cell.labels],
                "rate": value_record(cell.rate),
                "share_invited": cell.share_invited,
                "gap": _gap(cell.gap),
            }
            for cell in crossed.cells
        ],
    }


def _weighting(weighting: Weighting | Withheld | Unmeasurable) -> Record:
    if isinstance(weighting, Weighting):
        return {
            "refused": None,
            "n": weighting.n,
            "effective": weighting.effective,
            "design_effect": weighting.design_effect,
            "lowest": weighting.lowest,
            "highest": weighting.highest,
            "capped": weighting.capped,
        }
    return {"refused": weighting.reason, "n": None, "effective": None}


def _comparison(comparison: Comparison) -> Record:
    return {
        "measure": comparison.measure,
        "plain": value_record(comparison.plain),
        "weighted": {**value_record(comparison.weighted), "standard_error": comparison.weighted.standard_error},
        "difference": comparison.difference,
        "most_biased": comparison.most_biased,
    }


def _tipping(tipping: TippingPoint | Withheld | Unmeasurable) -> Record:
    if isinstance(tipping, TippingPoint):
        return {
            "refused": None,
            "difference": tipping.difference,
            "response_rate": tipping.response_rate,
            "index": tipping.index,
            "change": change_record(tipping.change),
        }
    return {"refused": tipping.reason, "difference": None}


def silence_text(silence: Silence, index: Label, tongue: Tongue) -> str:
    """Return the same in a page of a terminal."""
    lines = [silence_sentence(silence, tongue)]
    if isinstance(silence.response.rate, Withheld):
        return lines[0]
    for margin in silence.margins:
        lines += ["", margin.label.text(tongue.language)]
        lines += [f"  {' · '.join(rate_row(group, tongue))}" for group in margin.groups]
        lines += [f"  {told}" for told in [margin_sentence(margin, tongue)] if told]
    if crossed := crossed_sentence(silence, tongue):
        lines += ["", crossed]
    if isinstance(silence.crossed, CrossedRates):
        lines += [f"  {' · '.join(filter(None, cell_row(cell, tongue)))}" for cell in silence.crossed.cells]
    lines += ["", indicator_sentence(silence, tongue), weighting_sentence(silence, tongue)]
    for comparison in silence.comparisons:
        told = comparison_sentence(comparison, index, tongue), bias_sentence(comparison, index, tongue)
        lines += [sentence for sentence in told if sentence]
    return "\n".join([*lines, tipping_sentence(silence, tongue), "", *silence_method(tongue)])
