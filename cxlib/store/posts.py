"""Posts on social media, counted by quarter and tone."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from cxlib.store.connection import plain
from cxlib.store.open_answers import MISSING
from cxlib.store.scope import Scope
from cxlib.terms.programme import Question
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Where
from cxlib.terms.social import PostTally


def post_tally(scope: Scope, question: Question, where: Where) -> dict[Quarter, PostTally]:
    """Return the posts of every quarter by the tone that `question` gave them, the others by what a machine said."""
    kept = bool(scope.ask("has_readings")["kept"][0])
    chosen = scope.cells.relation(scope.mask(where, scope.quarters))
    found = scope.ask("post_tones" if kept else "post_tones_before", chosen=chosen)
    told: dict[Quarter, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    untold: dict[Quarter, dict[int | None, int]] = defaultdict(lambda: defaultdict(int))
    scores = np.asarray(plain(found["score"], MISSING), dtype=np.int64)
    tones = np.asarray(plain(found["tone"], MISSING), dtype=np.int64)
    for ordinal, score, tone, posts in zip(found["quarter"], scores, tones, found["posts"], strict=True):
        quarter = Quarter.from_ordinal(int(ordinal))
        if score != MISSING:
            told[quarter][question.side(int(score))] += int(posts)
        else:
            untold[quarter][None if tone == MISSING else int(tone)] += int(posts)
    return {quarter: PostTally(dict(told[quarter]), dict(untold[quarter])) for quarter in {*told, *untold}}
