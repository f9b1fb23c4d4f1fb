"""The NHS comments as their coders left them: real answers with human themes and tones, where the folder is there."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from cxlib.intake import programme_text, read_file, read_profile, read_programme

ROOT = Path(__file__).parents[2]
FILE = ROOT.parent / "shared" / "data" / "nhs_px" / "v6framework_230831.csv"


def comments(tmp_path: Path) -> pd.DataFrame:
    """One row per comment: text, question, service, score (0–1, 1 is best), codes (list) and tone (−1, 0, 1, None)."""
    if not FILE.is_file():
        pytest.skip("the NHS comments are not beside the checkout (../shared/data/nhs_px)")
    return _comments(tmp_path)


@cache
def _comments(tmp_path: Path) -> pd.DataFrame:
    profile = read_profile(ROOT / "data" / "profiles" / "nhs_px.toml")
    programme = tmp_path / "programme.toml"
    programme.write_text(str(programme_text(profile)), "utf-8")
    feedback, _ = read_file(FILE, profile, read_programme(programme))
    answers = feedback.verbatims.copy()
    place = pd.MultiIndex.from_frame(answers[["response_key", "question"]])
    codes = feedback.human_codes.groupby(["response_key", "question"])["theme"].agg(list)
    tones = feedback.human_tones.set_index(["response_key", "question"])["tone"]
    people = feedback.responses.set_index("response_key").reindex(answers["response_key"])
    score = people["fft"].astype("Float64").to_numpy(float, na_value=float("nan"))
    answers["score"] = (5 - score) / 4
    answers["service"] = people["service"].to_numpy()
    answers["codes"] = [found if isinstance(found, list) else [] for found in codes.reindex(place)]
    answers["tone"] = [None if pd.isna(tone) else int(tone) for tone in tones.reindex(place)]
    return answers.reset_index(drop=True)
